; The installer for one user, without administrator rights: makensis -DVERSION=0.2.0 -DPROGRAM=…\kehoach.exe
; -DOUT=…\kehoach-0.2.0-setup.exe kehoach.nsi.   /S installs silently, /D=folder (last) elsewhere.
Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
RequestExecutionLevel user
ManifestSupportedOS Win10
ManifestDPIAware true

!include MUI2.nsh
!include FileFunc.nsh

!ifndef VERSION
  !error "VERSION is missing"
!endif
Name "Kế Hoạch"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\KeHoach"
InstallDirRegKey HKCU "Software\KeHoach" "Folder"
BrandingText "Kế Hoạch ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=1066 "ProductName" "Kế Hoạch"
VIAddVersionKey /LANG=1066 "FileDescription" "Bộ cài Kế Hoạch"
VIAddVersionKey /LANG=1066 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1066 "LegalCopyright" "MIT OR Apache-2.0"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\KeHoach"
!define MUI_ICON "kehoach.ico"
!define MUI_UNICON "kehoach.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\kehoach.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Mở Kế Hoạch"
; The check box that is meant for a file to read: here it puts an icon on the desktop.
!define MUI_FINISHPAGE_SHOWREADME ""
!define MUI_FINISHPAGE_SHOWREADME_TEXT "Đặt biểu tượng trên màn hình"
!define MUI_FINISHPAGE_SHOWREADME_FUNCTION OnDesktop
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese"

Function OnDesktop
  SetShellVarContext current
  CreateShortCut "$DESKTOP\Kế Hoạch.lnk" "$INSTDIR\kehoach.exe" "" "$INSTDIR\kehoach.ico"
FunctionEnd

Section
  SetShellVarContext current
  SetOutPath "$INSTDIR"
  ; A running program cannot be overwritten, but it can be renamed: the open window goes on with the
  ; old one, the next start takes the new one, and the old one goes with the next install or removal.
  Delete "$INSTDIR\kehoach.old"
  IfFileExists "$INSTDIR\kehoach.exe" 0 +3
    Rename "$INSTDIR\kehoach.exe" "$INSTDIR\kehoach.old"
    Delete "$INSTDIR\kehoach.old"
  File /oname=kehoach.exe "${PROGRAM}"
  File "kehoach.ico"
  File "/oname=LICENSE-MIT.txt" "..\..\LICENSE-MIT"
  File "/oname=LICENSE-APACHE.txt" "..\..\LICENSE-APACHE"
  File "..\..\docs\huong-dan.md"
  WriteUninstaller "$INSTDIR\go-cai-dat.exe"

  CreateShortCut "$SMPROGRAMS\Kế Hoạch.lnk" "$INSTDIR\kehoach.exe" "" "$INSTDIR\kehoach.ico"

  WriteRegStr HKCU "Software\KeHoach" "Folder" "$INSTDIR"
  WriteRegStr HKCU "Software\Classes\.kehoach" "" "KeHoach.Draft"
  WriteRegStr HKCU "Software\Classes\.kehoach" "Content Type" "application/x-kehoach"
  WriteRegStr HKCU "Software\Classes\.kehoach\OpenWithProgids" "KeHoach.Draft" ""
  WriteRegStr HKCU "Software\Classes\KeHoach.Draft" "" "Bản thảo Kế Hoạch"
  WriteRegStr HKCU "Software\Classes\KeHoach.Draft\DefaultIcon" "" "$INSTDIR\kehoach.ico"
  WriteRegStr HKCU "Software\Classes\KeHoach.Draft\shell\open\command" "" '"$INSTDIR\kehoach.exe" "%1"'

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Kế Hoạch"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\kehoach.ico"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\go-cai-dat.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\go-cai-dat.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" "$0"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

; Drafts, settings and recoveries are hers: they stay.
Section Uninstall
  SetShellVarContext current
  Delete "$SMPROGRAMS\Kế Hoạch.lnk"
  Delete "$DESKTOP\Kế Hoạch.lnk"
  ; Another program may have taken the ending since: only ours is taken away.
  ReadRegStr $0 HKCU "Software\Classes\.kehoach" ""
  StrCmp $0 "KeHoach.Draft" 0 +2
    DeleteRegKey HKCU "Software\Classes\.kehoach"
  DeleteRegKey HKCU "Software\Classes\KeHoach.Draft"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\KeHoach"
  ; An open window holds its program: out of the folder with it, Windows clears its temporary files.
  ClearErrors
  Delete "$INSTDIR\kehoach.exe"
  IfErrors 0 +2
    Rename "$INSTDIR\kehoach.exe" "$TEMP\kehoach-da-go.exe"
  ClearErrors
  Delete "$INSTDIR\kehoach.old"
  IfErrors 0 +2
    Rename "$INSTDIR\kehoach.old" "$TEMP\kehoach-da-go.old"
  Delete "$INSTDIR\kehoach.ico"
  Delete "$INSTDIR\LICENSE-MIT.txt"
  Delete "$INSTDIR\LICENSE-APACHE.txt"
  Delete "$INSTDIR\huong-dan.md"
  Delete "$INSTDIR\go-cai-dat.exe"
  RMDir "$INSTDIR"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
