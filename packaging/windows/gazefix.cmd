@"%~dp0python\python.exe" -m gazefix %*
