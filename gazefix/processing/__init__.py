"""Files as jobs: pictures and clips measured, planned and corrected.

No cameras, no threads that outlive a job.
"""
