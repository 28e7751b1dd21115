; The installer of Windows, for one person and without an administrator; made by tools/release.py:
;   iscc /DVersion=0.2.0 /DFolder=dist\zcdesk /DInto=dist\release packaging\windows\zcdesk.iss
; Tried under Wine only (docs/releasing.md).

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
ChangesEnvironment=yes
; Over a running program nothing is replaced: the person is asked to close it (zcdesk/system/privacy.py),
; and what still holds a file, a worker for instance, is closed by Windows' restart manager.
AppMutex=zcdesk-is-running
CloseApplications=yes
RestartApplications=no
#ifdef Sign
SignTool=sign
SignedUninstaller=yes
#endif

[Languages]
; Chinese first: it is taken where the system speaks neither.
Name: "zh"; MessagesFile: "compiler:Default.isl,{#SourcePath}Chinese.isl"
Name: "en"; MessagesFile: "compiler:Default.isl"

[CustomMessages]
en.DesktopIcon=Put an icon on the desktop
en.OpenCases=Open cases (.zcase) by double click
en.CoverVerb=Cover with zcdesk
en.CoverScans=Right click on scans: cover with zcdesk
en.OnPath=Let zcdesk be typed in a terminal (add it to PATH)
en.RemoveData=Remove your settings, your own notices and the diagnoses, too?%n%nCases and packages stay, they lie in folders that you chose. If you are not sure, choose No.

[Tasks]
Name: "desktop"; Description: "{cm:DesktopIcon}"
Name: "cases"; Description: "{cm:OpenCases}"
Name: "scans"; Description: "{cm:CoverScans}"
Name: "path"; Description: "{cm:OnPath}"

[InstallDelete]
; What an older version held and this one does not; what the person put there (portable, 数据) stays.
Type: filesandordirs; Name: "{app}\_internal"
Type: filesandordirs; Name: "{app}\licences"

[Files]
Source: "{#Folder}\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion

[Icons]
Name: "{autoprograms}\zcdesk 职称申报材料助手"; Filename: "{app}\zcdeskw.exe"
Name: "{autodesktop}\zcdesk 职称申报材料助手"; Filename: "{app}\zcdeskw.exe"; Tasks: desktop
; A verb of the right click is called once for each file; "send to" hands over all that are chosen.
Name: "{usersendto}\用 zcdesk 遮盖"; Filename: "{app}\zcdeskw.exe"; Parameters: "open"; Tasks: scans

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
; One scan; the window asks which case it is for.
Root: HKA; Subkey: "Software\Classes\SystemFileAssociations\image\shell\zcdesk"; ValueType: string; ValueData: "{cm:CoverVerb}"; Flags: uninsdeletekey; Tasks: scans
Root: HKA; Subkey: "Software\Classes\SystemFileAssociations\image\shell\zcdesk"; ValueType: string; ValueName: "Icon"; ValueData: "{app}\zcdeskw.exe,0"; Tasks: scans
Root: HKA; Subkey: "Software\Classes\SystemFileAssociations\image\shell\zcdesk"; ValueType: string; ValueName: "MultiSelectModel"; ValueData: "Single"; Tasks: scans
Root: HKA; Subkey: "Software\Classes\SystemFileAssociations\image\shell\zcdesk\command"; ValueType: string; ValueData: """{app}\zcdeskw.exe"" open ""%1"""; Tasks: scans
Root: HKA; Subkey: "Software\Classes\SystemFileAssociations\.pdf\shell\zcdesk"; ValueType: string; ValueData: "{cm:CoverVerb}"; Flags: uninsdeletekey; Tasks: scans
Root: HKA; Subkey: "Software\Classes\SystemFileAssociations\.pdf\shell\zcdesk"; ValueType: string; ValueName: "Icon"; ValueData: "{app}\zcdeskw.exe,0"; Tasks: scans
Root: HKA; Subkey: "Software\Classes\SystemFileAssociations\.pdf\shell\zcdesk"; ValueType: string; ValueName: "MultiSelectModel"; ValueData: "Single"; Tasks: scans
Root: HKA; Subkey: "Software\Classes\SystemFileAssociations\.pdf\shell\zcdesk\command"; ValueType: string; ValueData: """{app}\zcdeskw.exe"" open ""%1"""; Tasks: scans

[Run]
Filename: "{app}\zcdeskw.exe"; Description: "{cm:LaunchProgram,zcdesk}"; Flags: nowait postinstall skipifsilent

[Code]
{ The folder in the PATH of the person, or of the computer where it was installed for all. }
procedure AskPath(var Root: Integer; var Key: String);
begin
  if IsAdminInstallMode then begin
    Root := HKEY_LOCAL_MACHINE;
    Key := 'SYSTEM\CurrentControlSet\Control\Session Manager\Environment';
  end else begin
    Root := HKEY_CURRENT_USER;
    Key := 'Environment';
  end;
end;

{ Take the folder out of the PATH; with Added put it in at the end. Nothing else there is touched. }
procedure SetPath(Added: Boolean);
var
  Root, At: Integer;
  Key, Folder, Before, Path: String;
begin
  AskPath(Root, Key);
  if not RegQueryStringValue(Root, Key, 'Path', Before) then
    Before := '';
  Folder := ExpandConstant('{app}');
  Path := ';' + Before + ';';
  At := Pos(';' + Uppercase(Folder) + ';', Uppercase(Path));
  while At > 0 do begin
    Delete(Path, At, Length(Folder) + 1);
    At := Pos(';' + Uppercase(Folder) + ';', Uppercase(Path));
  end;
  Path := Copy(Path, 2, Length(Path) - 2);
  if Added then begin
    if (Path <> '') and (Path[Length(Path)] <> ';') then
      Path := Path + ';';
    Path := Path + Folder;
  end;
  if Path <> Before then
    RegWriteExpandStringValue(Root, Key, 'Path', Path);
end;

procedure CurStepChanged(CurStep: TSetupStep);
begin
  if CurStep = ssPostInstall then
    SetPath(WizardIsTaskSelected('path'));
end;

{ The person's own data goes only when she says so, and never without being asked. }
procedure CurUninstallStepChanged(CurUninstallStep: TUninstallStep);
var
  Data: String;
begin
  if CurUninstallStep = usUninstall then
    SetPath(False);
  if CurUninstallStep <> usPostUninstall then
    exit;
  Data := ExpandConstant('{userappdata}\zcdesk');
  if DirExists(Data) and not UninstallSilent then
    if MsgBox(CustomMessage('RemoveData'), mbConfirmation, MB_YESNO or MB_DEFBUTTON2) = IDYES then
      DelTree(Data, True, True, True);
end;
