; The installer for Windows, for the present user, who needs no administrator. makensis gets
; VERSION, FILES (a script that unpacks the bundle), SIZE_KB, ICON, OUTPUT and
; COMPRESSION from
; packaging/targets/windows.py.
Unicode true
Target amd64-unicode
SetCompressor /SOLID ${COMPRESSION}
!if ${COMPRESSION} == lzma
  SetCompressorDictSize 64
!endif
SetDateSave off
CRCCheck force
RequestExecutionLevel user
Name "GazeFix"
OutFile "${OUTPUT}"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\GazeFix"
InstallDir "$LOCALAPPDATA\Programs\GazeFix"
InstallDirRegKey HKCU "${UNINSTALL_KEY}" "InstallLocation"
!define RUN_KEY "Software\Microsoft\Windows\CurrentVersion\Run"
!define MENU "$SMPROGRAMS\GazeFix"

!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\python\pythonw.exe"
!define MUI_FINISHPAGE_RUN_PARAMETERS "-m gazefix"
!define MUI_FINISHPAGE_RUN_TEXT "Start GazeFix"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "GazeFix"
VIAddVersionKey "FileDescription" "GazeFix Setup"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "GazeFix is under the MIT licence"

; Ask a running GazeFix to quit and remove the bundle, whose files Windows keeps while it runs.
!macro REMOVE_BUNDLE
  ${If} ${FileExists} "$INSTDIR\gazefix.cmd"
    nsExec::Exec '"$INSTDIR\python\python.exe" -m gazefix ctl quit'
    Pop $0
    StrCpy $1 0
    ${Do}
      ; Nobody can write to a library that a program still uses.
      ClearErrors
      FileOpen $2 "$INSTDIR\python\python312.dll" a
      ${IfNot} ${Errors}
        FileClose $2
        RMDir /r "$INSTDIR\python"
      ${EndIf}
      ${IfNot} ${FileExists} "$INSTDIR\python\*.*"
        ${ExitDo}
      ${EndIf}
      Sleep 500
      IntOp $1 $1 + 1
      ${If} $1 = 120
        StrCpy $1 0
        MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "GazeFix is running. Quit it from its tray icon and retry." /SD IDCANCEL IDRETRY +3
        SetErrorLevel 2
        Abort
      ${EndIf}
    ${Loop}
  ${EndIf}
!macroend

Function .onInit
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_ICONSTOP "GazeFix needs Windows 10 or newer." /SD IDOK
    SetErrorLevel 2
    Abort
  ${EndIf}
FunctionEnd

Section "GazeFix"
  SectionIn RO
  !insertmacro REMOVE_BUNDLE
  !include "${FILES}"
  SetOutPath "$INSTDIR"
  File "/oname=gazefix.ico" "${ICON}"
  File "gazefix.cmd"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  DetailPrint "Preparing a quick start"
  ; Python compiles the other packages when it loads them.
  SetOutPath "$INSTDIR\python\Lib\site-packages"
  nsExec::Exec '"$INSTDIR\python\python.exe" -m compileall -q gazefix numpy av openvino'
  Pop $0
  CreateDirectory "${MENU}"
  ; The shortcut's working folder is the output path.
  SetOutPath "$PROFILE"
  CreateShortCut "${MENU}\GazeFix.lnk" "$INSTDIR\python\pythonw.exe" "-m gazefix" "$INSTDIR\gazefix.ico"
  CreateShortCut "${MENU}\GazeFix command line.lnk" "$SYSDIR\cmd.exe" '/k "set PATH=$INSTDIR;%PATH%"' "$INSTDIR\gazefix.ico"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "GazeFix"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\gazefix.ico"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "The GazeFix developers"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KB}
SectionEnd

Section /o "Start GazeFix when you sign in"
  WriteRegStr HKCU "${RUN_KEY}" "GazeFix" '"$INSTDIR\python\pythonw.exe" -m gazefix app --hidden'
SectionEnd

; The user's settings and calibrations stay, unless the user asks to remove them.
Section "Uninstall"
  !insertmacro REMOVE_BUNDLE
  RMDir /r "$INSTDIR\packages"
  Delete "$INSTDIR\gazefix.ico"
  Delete "$INSTDIR\gazefix.cmd"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  RMDir /r "${MENU}"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  DeleteRegValue HKCU "${RUN_KEY}" "GazeFix"
  RMDir /r "$LOCALAPPDATA\gazefix\Logs"
  RMDir /r "$LOCALAPPDATA\gazefix\Cache"
  RMDir /r "$TEMP\gazefix"
  ; What a write left that the app did not wait for when it quit.
  Delete "$LOCALAPPDATA\gazefix\.gazefix-*.part.toml"
  MessageBox MB_YESNO|MB_DEFBUTTON2|MB_ICONQUESTION "Remove your GazeFix settings and calibrations, too?" /SD IDNO IDNO +2
  RMDir /r "$LOCALAPPDATA\gazefix"
  RMDir "$LOCALAPPDATA\gazefix"
SectionEnd
