"""Pictures and clips on disk.

images           reads and writes photos of all kinds, with OpenCV or through `pillow_pictures`
pillow_pictures  what OpenCV reads or writes badly or not at all
image_metadata   what a photo's file says beside its pixels, carried over
tiff_tags        the tags of TIFF and Exif
orientation      stored upright or not
video            clips
shots            where one shot of a clip ends and the next begins
changed_regions  where two pictures differ
demo_portrait    the demo's frames

No faces, no neural networks, no devices.
"""
