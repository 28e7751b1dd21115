; The installer of Windows, for one person and without an administrator; made by tools/release.py:
;   iscc /DVersion=0.2.0 /DFolder=dist\zcdesk /DInto=dist\release packaging\windows\zcdesk.iss
; Not tried: no Windows was at hand when this was written (docs/release.md).

#ifndef Version
  #error Version is not told; run tools/release.py
#endif

[Setup]
AppId={{6E0F5A0C-4C1B-4B0E-9A63-6C2D3B6B6E55}
AppName=zcdesk 职称申报材料助手
AppVersion={#Version}
AppVerName=zcdesk {#Version}
AppPublisher=zcdesk
VersionInfoVersion={#Version}
DefaultDirName={localappdata}\Programs\zcdesk
DefaultGroupName=zcdesk
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0
DisableProgramGroupPage=yes
LicenseFile={#Folder}\LICENSE
OutputDir={#Into}
OutputBaseFilename=zcdesk-{#Version}-windows-x64-setup
SetupIconFile={#Folder}\zcdesk.ico
UninstallDisplayIcon={app}\zcdeskw.exe
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
ChangesAssociations=yes
CloseApplications=yes
#ifdef Sign
SignTool=sign
SignedUninstaller=yes
#endif

[Languages]
; The translation is part of Inno Setup's own collection; without it the wizard speaks English.
#if FileExists(CompilerPath + "Languages\ChineseSimplified.isl")
Name: "zh"; MessagesFile: "compiler:Languages\ChineseSimplified.isl"
#endif
Name: "en"; MessagesFile: "compiler:Default.isl"

[CustomMessages]
en.DesktopIcon=在桌面上放一个图标 (icon on the desktop)
en.OpenCases=双击打开案卷（.zcase）(open cases by double click)
en.RemoveData=要把设置、自己的通知和诊断记录也一起删除吗？%n%n案卷和材料包不会动，它们在您自己选的文件夹里。不确定就选“否”。%n%nRemove settings and your own notices, too? Cases and packages stay.
#if FileExists(CompilerPath + "Languages\ChineseSimplified.isl")
zh.DesktopIcon=在桌面上放一个图标
zh.OpenCases=双击打开案卷（.zcase）
zh.RemoveData=要把设置、自己的通知和诊断记录也一起删除吗？%n%n案卷和材料包不会动，它们在您自己选的文件夹里。不确定就选“否”。
#endif

[Tasks]
Name: "desktop"; Description: "{cm:DesktopIcon}"
Name: "cases"; Description: "{cm:OpenCases}"

[InstallDelete]
; What an older version held and this one does not; what the person put there (portable, 数据) stays.
Type: filesandordirs; Name: "{app}\_internal"
Type: filesandordirs; Name: "{app}\licences"

[Files]
Source: "{#Folder}\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion

[Icons]
Name: "{autoprograms}\zcdesk 职称申报材料助手"; Filename: "{app}\zcdeskw.exe"
Name: "{autodesktop}\zcdesk 职称申报材料助手"; Filename: "{app}\zcdeskw.exe"; Tasks: desktop

[Registry]
Root: HKA; Subkey: "Software\Classes\.zcase"; ValueType: string; ValueData: "zcdesk.case"; Flags: uninsdeletevalue; Tasks: cases
Root: HKA; Subkey: "Software\Classes\.zcase\OpenWithProgids"; ValueType: string; ValueName: "zcdesk.case"; ValueData: ""; Flags: uninsdeletevalue; Tasks: cases
Root: HKA; Subkey: "Software\Classes\zcdesk.case"; ValueType: string; ValueData: "职称申报案卷"; Flags: uninsdeletekey; Tasks: cases
Root: HKA; Subkey: "Software\Classes\zcdesk.case\DefaultIcon"; ValueType: string; ValueData: "{app}\zcdeskw.exe,0"; Tasks: cases
Root: HKA; Subkey: "Software\Classes\zcdesk.case\shell\open\command"; ValueType: string; ValueData: """{app}\zcdeskw.exe"" open ""%1"""; Tasks: cases
; A notice is a .yaml: offered under "open with", never taken from another program.
Root: HKA; Subkey: "Software\Classes\.yaml\OpenWithProgids"; ValueType: string; ValueName: "zcdesk.notice"; ValueData: ""; Flags: uninsdeletevalue; Tasks: cases
Root: HKA; Subkey: "Software\Classes\zcdesk.notice"; ValueType: string; ValueData: "职称通知配置"; Flags: uninsdeletekey; Tasks: cases
Root: HKA; Subkey: "Software\Classes\zcdesk.notice\shell\open\command"; ValueType: string; ValueData: """{app}\zcdeskw.exe"" open ""%1"""; Tasks: cases

[Run]
Filename: "{app}\zcdeskw.exe"; Description: "{cm:LaunchProgram,zcdesk}"; Flags: nowait postinstall skipifsilent

[Code]
{ The person's own data goes only when she says so, and never without being asked. }
procedure CurUninstallStepChanged(CurUninstallStep: TUninstallStep);
var
  Data: String;
begin
  if CurUninstallStep <> usPostUninstall then
    exit;
  Data := ExpandConstant('{userappdata}\zcdesk');
  if DirExists(Data) and not UninstallSilent then
    if MsgBox(CustomMessage('RemoveData'), mbConfirmation, MB_YESNO or MB_DEFBUTTON2) = IDYES then
      DelTree(Data, True, True, True);
end;
