"""Pictures as arrays: geometry, eye crops, drawing on them, the compositor. numpy and OpenCV; no files, no devices, no networks."""
