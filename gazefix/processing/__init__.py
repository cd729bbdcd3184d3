"""Files as jobs: pictures and clips measured, planned and corrected.

batch         many files: which there are, the names of their outputs, several processes
jobs          one file in, one corrected file out
two_pass      a clip measured, then corrected
timeline      the plan of a clip: whom and how much to correct in each frame
clip_faces    the faces of a clip, each followed through time
lens_moments  their calibration by moments in which they look into the lens
edit_options  what an editor asks: which faces, from when to when, by which angles
face_sheet    a sheet of the faces in a file, with their numbers
report        the table and the plot of what a correction did
remote_files  files at URLs
demo          the demo clip
cluster       files on the workers of a Dask cluster

No cameras, no threads that outlive a job.
"""
