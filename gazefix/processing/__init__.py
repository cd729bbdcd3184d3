"""Files as jobs: pictures and clips measured, planned and corrected. No devices, and no threads that
outlive a job."""
