<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
 <context>
  <name>AboutPage</name>
  <message>
   <source>全部在这台电脑上完成，从不联网；也不会自己更新，新版本是一个新的文件。</source>
   <translation>Everything is done on this computer, never online. It does not update itself; a new version is a new file.</translation>
  </message>
  <message>
   <source>自由软件，AGPL-3.0-or-later：可以用、可以改、可以转给别人，不附带担保。所用的组件、模型和字体各有许可，全文在程序文件夹的 licences 里，源码里是 packaging/licences。</source>
   <translation>Free software under AGPL-3.0-or-later: use it, change it, hand it on; without warranty. The libraries, models and fonts have licences of their own, in the folder licences of the program, or packaging/licences in the source.</translation>
  </message>
  <message>
   <source>先看手册（F1）和“问和答”。还不行，请带上“检查这台电脑”里的诊断信息，问给您这个程序的人或项目的问题列表（网址还没有定）。请不要发扫描件、身份证号。</source>
   <translation>Look into the manual first (F1). If that does not help, take the diagnostics from Check this computer to whoever gave you the program, or to the project's issue list (which has no address yet). Please send no scans and no ID numbers.</translation>
  </message>
  <message>
   <source>好了</source>
   <translation>Done</translation>
  </message>
  <message>
   <source>版本 {version}，{day}</source>
   <translation>Version {version}, {day}</translation>
  </message>
  <message>
   <source>关于</source>
   <translation>About</translation>
  </message>
  <message>
   <source>zcdesk 职称申报材料助手</source>
   <translation>zcdesk, for professional-title applications</translation>
  </message>
  <message>
   <source>许可</source>
   <translation>Licence</translation>
  </message>
  <message>
   <source>到哪里问</source>
   <translation>Where to ask</translation>
  </message>
  <message>
   <source>这一版有什么新的</source>
   <translation>What is new in this version</translation>
  </message>
  <message>
   <source>返回</source>
   <translation>Back</translation>
  </message>
 </context>
 <context>
  <name>arrival</name>
  <message>
   <source>案卷 (*.zcase);;所有文件 (*)</source>
   <translation>Cases (*.zcase);;All files (*)</translation>
  </message>
  <message>
   <source>打开案卷</source>
   <translation>Open a case</translation>
  </message>
  <message>
   <source>“{name}”现在在哪里</source>
   <translation>Where is “{name}” now?</translation>
  </message>
 </context>
 <context>
  <name>Arrival</name>
  <message>
   <source>案卷密码</source>
   <translation>Password of the case</translation>
  </message>
 </context>
 <context>
  <name>CaseFilePage</name>
  <message>
   <source>这份案卷没有密码。</source>
   <translation>This case has no password.</translation>
  </message>
  <message>
   <source>密码忘了谁也打不开，程序里没有后门。改完案卷会重新打开。</source>
   <translation>Nobody can open it without the password; there is no back door. The case is opened again afterwards.</translation>
  </message>
  <message>
   <source>把整个文件读一遍。有损坏时，把备份和还能读出的存成一份新案卷，原来的不动。</source>
   <translation>Reads the whole file. If it is damaged, the backup and what can still be read become a new case; the old one stays as it is.</translation>
  </message>
  <message>
   <source>封面、清单、要签字盖章的文书和复印件，合成一个可以双面打印的 PDF。复印件没有遮盖。</source>
   <translation>Cover sheet, list, forms to sign and stamp, and copies in one PDF for printing on both sides. The copies are not covered.</translation>
  </message>
  <message>
   <source>选一份案卷…</source>
   <translation>Choose a case…</translation>
  </message>
  <message>
   <source>现在的密码</source>
   <translation>Present password</translation>
  </message>
  <message>
   <source>新密码</source>
   <translation>New password</translation>
  </message>
  <message>
   <source>再写一次新密码</source>
   <translation>New password again</translation>
  </message>
  <message>
   <source>设密码</source>
   <translation>Set a password</translation>
  </message>
  <message>
   <source>去掉密码</source>
   <translation>Remove the password</translation>
  </message>
  <message>
   <source>检查这份案卷</source>
   <translation>Check this case</translation>
  </message>
  <message>
   <source>把能读出的另存为新案卷…</source>
   <translation>Save what can be read as a new case…</translation>
  </message>
  <message>
   <source>连旁边的日志一起另存…</source>
   <translation>Save with the journal beside it…</translation>
  </message>
  <message>
   <source>打开救回的案卷</source>
   <translation>Open the rescued case</translation>
  </message>
  <message>
   <source>做成一个 PDF…</source>
   <translation>Make one PDF…</translation>
  </message>
  <message>
   <source>停下</source>
   <translation>Stop</translation>
  </message>
  <message>
   <source>这份案卷设有密码。</source>
   <translation>This case has a password.</translation>
  </message>
  <message>
   <source>先在上面的“现在的密码”里写密码。</source>
   <translation>Write the password above, in “Present password”, first.</translation>
  </message>
  <message>
   <source>好了</source>
   <translation>Done</translation>
  </message>
  <message>
   <source>没有打开的案卷</source>
   <translation>No case is open</translation>
  </message>
  <message>
   <source>先选一份案卷。</source>
   <translation>Choose a case first.</translation>
  </message>
  <message>
   <source>改密码</source>
   <translation>Change the password</translation>
  </message>
  <message>
   <source>先打开这份案卷。</source>
   <translation>Open this case first.</translation>
  </message>
  <message>
   <source>案卷文件</source>
   <translation>Case file</translation>
  </message>
  <message>
   <source>密码</source>
   <translation>Password</translation>
  </message>
  <message>
   <source>检查和修复</source>
   <translation>Check and repair</translation>
  </message>
  <message>
   <source>纸质材料</source>
   <translation>Papers</translation>
  </message>
  <message>
   <source>先写新密码。</source>
   <translation>Type the new password first.</translation>
  </message>
  <message>
   <source>返回</source>
   <translation>Back</translation>
  </message>
  <message>
   <source>两次写的不一样，没有改动。</source>
   <translation>The two differ; nothing was changed.</translation>
  </message>
 </context>
 <context>
  <name>CaseFileRoom</name>
  <message>
   <source>救回的案卷存在哪里</source>
   <translation>Where the rescued case goes</translation>
  </message>
  <message>
   <source>案卷 (*.zcase)</source>
   <translation>Case (*.zcase)</translation>
  </message>
  <message>
   <source>纸质材料存在哪里</source>
   <translation>Where the papers go</translation>
  </message>
  <message>
   <source>正在换密码，大的案卷要几秒。</source>
   <translation>Changing the password; a large case takes some seconds.</translation>
  </message>
  <message>
   <source>密码已去掉。</source>
   <translation>The password is removed.</translation>
  </message>
  <message>
   <source>密码已设好。</source>
   <translation>The password is set.</translation>
  </message>
  <message>
   <source>正在检查。</source>
   <translation>Checking.</translation>
  </message>
  <message>
   <source>旁边的“{file}”是另一个时候的写入日志；少了内容，可以连它一起另存。</source>
   <translation>“{file}” beside it is a journal of another moment; if something is missing, the two can be saved together.</translation>
  </message>
  <message>
   <source>正在做。</source>
   <translation>At work.</translation>
  </message>
  <message>
   <source>没有发现损坏。</source>
   <translation>Nothing is damaged.</translation>
  </message>
  <message>
   <source>存成了“{file}”，原来的没有动。</source>
   <translation>Saved as “{file}”; the old one is as it was.</translation>
  </message>
  <message>
   <source>纸质材料 {title}</source>
   <translation>Papers {title}</translation>
  </message>
  <message numerus="yes">
   <source>写好了：{file}，%n 张纸。</source>
   <translation>
    <numerusform>Written: {file}, %n sheet of paper.</numerusform>
    <numerusform>Written: {file}, %n sheets of paper.</numerusform>
   </translation>
  </message>
  <message>
   <source>这几样请自己准备：{titles}。</source>
   <translation> Get these together yourself: {titles}.</translation>
  </message>
 </context>
 <context>
  <name>LastCases</name>
  <message>
   <source>这里现在是另一个人的案卷；卡片上的那一份已不在这个结果文件夹里。</source>
   <translation>Somebody else's case lies here now; the one on the card is no longer in this folder of results.</translation>
  </message>
  <message>
   <source>打开的是另一份案卷；要找的那一份还在“继续上次”里。</source>
   <translation>This is another case; the one you were looking for is still on the list.</translation>
  </message>
 </context>
 <context>
  <name>LeavingDialog</name>
  <message numerus="yes">
   <source>“{file}”里还缺最近的 %n 步{named}。它们现在只在这个窗口里。</source>
   <translation>
    <numerusform>“{file}” lacks the last %n step{named}. It is only in this window now.</numerusform>
    <numerusform>“{file}” lacks the last %n steps{named}. They are only in this window now.</numerusform>
   </translation>
  </message>
  <message>
   <source>导出诊断信息…</source>
   <translation>Export diagnostics…</translation>
  </message>
  <message>
   <source>再试一次</source>
   <translation>Try again</translation>
  </message>
  <message>
   <source>另存一份</source>
   <translation>Save a copy</translation>
  </message>
  <message>
   <source>放弃这一步并关闭</source>
   <translation>Give up this step and close</translation>
  </message>
  <message>
   <source>不关闭</source>
   <translation>Stay</translation>
  </message>
  <message>
   <source>正在另存…</source>
   <translation>Saving a copy…</translation>
  </message>
  <message>
   <source>“{file}”里还缺刚读到的结果；关闭后再打开，会重新读。</source>
   <translation>“{file}” lacks what was just read; it will be read again after reopening.</translation>
  </message>
  <message>
   <source>正在再试…</source>
   <translation>Trying again…</translation>
  </message>
  <message>
   <source>案卷 (*.zcase)</source>
   <translation>Case (*.zcase)</translation>
  </message>
  <message>
   <source>还有步骤没有写进案卷</source>
   <translation>Some steps are not in the case file yet</translation>
  </message>
  <message>
   <source>又试了一次，还是没有写成。</source>
   <translation>Tried again; it still could not be written.</translation>
  </message>
  <message>
   <source>（{acts}）</source>
   <translation> ({acts})</translation>
  </message>
  <message>
   <source>还没有保存好</source>
   <translation>Not saved yet</translation>
  </message>
 </context>
 <context>
  <name>MainWindow</name>
  <message>
   <source>这份案卷已导出，在{place}</source>
   <translation>This case was exported to {place}</translation>
  </message>
  <message>
   <source>今年的通知已存好，可以新建申报了。</source>
   <translation>This year's notice is stored; new cases can use it.</translation>
  </message>
 </context>
 <context>
  <name>SettingsPage</name>
  <message>
   <source>每一项都立即生效；但没能写进磁盘（可能满了），关闭程序后又是原来的设置。</source>
   <translation>Everything takes effect at once; but it could not be written to the disk (it may be full), so the former settings are back once the program is closed.</translation>
  </message>
  <message>
   <source>清空上次打开的列表；案卷文件不动</source>
   <translation>Empty the list of recent cases; files stay</translation>
  </message>
  <message>
   <source>删掉打开的案卷里识别出的文字、缩略图和做好的图片</source>
   <translation>Delete read text, thumbnails and finished pictures of the open case</translation>
  </message>
  <message>
   <source>需要时会重新识别</source>
   <translation>It is read again when needed</translation>
  </message>
  <message>
   <source>程序不联网，什么也不收集，一切只在这台电脑上</source>
   <translation>The program uses no network and collects nothing; all stays on this computer</translation>
  </message>
  <message>
   <source>案卷文件…</source>
   <translation>Case file…</translation>
  </message>
  <message>
   <source>检查这台电脑</source>
   <translation>Check this computer</translation>
  </message>
  <message>
   <source>关于</source>
   <translation>About</translation>
  </message>
  <message>
   <source>{setting}：单位统一设好了，这里不能改</source>
   <translation>{setting}: set by your office, not to be changed here</translation>
  </message>
  <message>
   <source>换一个…</source>
   <translation>Change…</translation>
  </message>
  <message>
   <source>现在做</source>
   <translation>Do it now</translation>
  </message>
  <message>
   <source>选一个文件夹</source>
   <translation>Choose a folder</translation>
  </message>
  <message>
   <source>好了</source>
   <translation>Done</translation>
  </message>
  <message>
   <source>每一项都立即生效</source>
   <translation>Everything takes effect at once</translation>
  </message>
  <message>
   <source>设置</source>
   <translation>Settings</translation>
  </message>
  <message>
   <source>案卷文件</source>
   <translation>Case file</translation>
  </message>
  <message>
   <source>这台电脑</source>
   <translation>This computer</translation>
  </message>
  <message>
   <source>上次打开的列表已清空</source>
   <translation>The list of recent cases is empty now</translation>
  </message>
  <message>
   <source>返回</source>
   <translation>Back</translation>
  </message>
  <message>
   <source>案卷的密码、检查和修复、纸质材料</source>
   <translation>Password, check and repair, and papers of a case</translation>
  </message>
  <message>
   <source>看看缺什么，试着遮盖一页样例；遇到意外时从这里导出诊断信息</source>
   <translation>See what is missing and try a page of the sample; diagnostics are exported from here</translation>
  </message>
  <message>
   <source>版本、许可、到哪里问、这一版有什么新的</source>
   <translation>Version, licence, where to ask, what is new</translation>
  </message>
 </context>
 <context>
  <name>BatchBar</name>
  <message>
   <source>正在处理第 {p} 人，第 {n} / {m} 页</source>
   <translation>Working on person {p}, page {n} of {m}</translation>
  </message>
  <message numerus="yes">
   <source>大约还要 %n 小时</source>
   <translation>
    <numerusform>about %n hour left</numerusform>
    <numerusform>about %n hours left</numerusform>
   </translation>
  </message>
  <message>
   <source>停止</source>
   <translation>Stop</translation>
  </message>
  <message>
   <source>接着做</source>
   <translation>Go on</translation>
  </message>
  <message>
   <source>再检查一遍</source>
   <translation>Check again</translation>
  </message>
  <message>
   <source>正在停下：读完手里的页，已读的都保留</source>
   <translation>Stopping after the pages in hand; all that was read is kept</translation>
  </message>
  <message>
   <source>已暂停，手里的页读完就停</source>
   <translation>Paused; the pages in hand are finished first</translation>
  </message>
  <message>
   <source>正在分合订扫描件，第 {n} / {m} 页</source>
   <translation>Splitting shared scans, page {n} of {m}</translation>
  </message>
  <message>
   <source>正在打开案卷</source>
   <translation>Opening the cases</translation>
  </message>
  <message>
   <source>大约还要不到 1 分钟</source>
   <translation>less than 1 minute left</translation>
  </message>
  <message numerus="yes">
   <source>大约还要 %n 分钟</source>
   <translation>
    <numerusform>about %n minute left</numerusform>
    <numerusform>about %n minutes left</numerusform>
   </translation>
  </message>
  <message>
   <source>继续</source>
   <translation>Go on</translation>
  </message>
  <message>
   <source>暂停</source>
   <translation>Pause</translation>
  </message>
  <message>
   <source>开始处理</source>
   <translation>Begin</translation>
  </message>
  <message>
   <source>已停下，做完 {n} / {m} 人，随时可以接着做</source>
   <translation>Stopped; people done: {n} of {m}; go on at any time</translation>
  </message>
  <message>
   <source>{n} / {m} 人</source>
   <translation>people: {n} / {m}</translation>
  </message>
  <message>
   <source>{n} / {m} 页</source>
   <translation>pages: {n} / {m}</translation>
  </message>
  <message>
   <source>全部 {m} 人都做完了</source>
   <translation>All done (people: {m})</translation>
  </message>
 </context>
 <context>
  <name>BatchPage</name>
  <message numerus="yes">
   <source>合订扫描件 %n 页请定</source>
   <translation>
    <numerusform>Shared scans: %n page to settle</numerusform>
    <numerusform>Shared scans: %n pages to settle</numerusform>
   </translation>
  </message>
  <message>
   <source>单位批量</source>
   <translation>Batch for employers</translation>
  </message>
  <message>
   <source>换花名册…</source>
   <translation>Another roster…</translation>
  </message>
  <message>
   <source>A / D 上一人、下一人　Enter 打开　S 换排序</source>
   <translation>A / D previous, next　Enter open　S order</translation>
  </message>
  <message numerus="yes">
   <source>确认有把握的 %n 页</source>
   <translation>
    <numerusform>Confirm %n sure page</numerusform>
    <numerusform>Confirm %n sure pages</numerusform>
   </translation>
  </message>
  <message>
   <source>打开下一位</source>
   <translation>Open the next person</translation>
  </message>
  <message>
   <source>写出总表</source>
   <translation>Write the table</translation>
  </message>
  <message>
   <source>花名册改过了，这里是改以前的；按 F5 重新读。</source>
   <translation>The roster was changed; this is how it was before. Press F5 to read it again.</translation>
  </message>
  <message>
   <source>总表已写好：results.xlsx，可以直接打印。</source>
   <translation>The table is written: results.xlsx, ready to be printed.</translation>
  </message>
  <message numerus="yes">
   <source>%n 处不知道的留了空白，请手填。</source>
   <translation>
    <numerusform> %n unknown place was left blank, to be filled by hand.</numerusform>
    <numerusform> %n unknown places were left blank, to be filled by hand.</numerusform>
   </translation>
  </message>
  <message>
   <source>有人改过的留着没动，新的另起了名字。</source>
   <translation>Those that somebody worked on stay as they are; the new ones have other names.</translation>
  </message>
  <message>
   <source>开始页</source>
   <translation>Start page</translation>
  </message>
  <message>
   <source>下一处疑问</source>
   <translation>Next doubt</translation>
  </message>
  <message>
   <source>合订扫描件</source>
   <translation>Shared scans</translation>
  </message>
  <message>
   <source>、</source>
   <translation>, </translation>
  </message>
  <message>
   <source>没有写出：还没有案卷，或者通知没有这几种表的文本。</source>
   <translation>Nothing was written: there are no cases yet, or the notice has no text for these forms.</translation>
  </message>
  <message>
   <source>已写好：{titles}（Word 和 PDF）。</source>
   <translation>Written: {titles} (Word and PDF).</translation>
  </message>
  <message numerus="yes">
   <source>{file}　%n 人</source>
   <translation>
    <numerusform>{file}　%n person</numerusform>
    <numerusform>{file}　%n people</numerusform>
   </translation>
  </message>
  <message>
   <source>这一位还在处理，做完就可以打开。</source>
   <translation>This person is being worked on; the case can be opened afterwards.</translation>
  </message>
  <message>
   <source>这一位还没有案卷。</source>
   <translation>There is no case of this person yet.</translation>
  </message>
  <message>
   <source>按“{column}”排序</source>
   <translation>Sorted by “{column}”</translation>
  </message>
  <message>
   <source>{day} 前交齐</source>
   <translation>Due by {day}</translation>
  </message>
 </context>
 <context>
  <name>keys</name>
  <message>
   <source>上一人</source>
   <translation>Previous</translation>
  </message>
  <message>
   <source>下一人</source>
   <translation>next person</translation>
  </message>
  <message>
   <source>打开这个人的案卷，停在第一处要处理的</source>
   <translation>Open the case at its first open point</translation>
  </message>
  <message>
   <source>下一步：逐人复核全部疑问页</source>
   <translation>Next step: review all doubtful pages, person by person</translation>
  </message>
  <message>
   <source>暂停，再按继续</source>
   <translation>Pause, again to go on</translation>
  </message>
  <message>
   <source>只看一类人</source>
   <translation>Show only some people</translation>
  </message>
  <message>
   <source>换一列排序</source>
   <translation>Sort by the next column</translation>
  </message>
  <message>
   <source>确认各人没有疑问的页；Ctrl+Z 撤回</source>
   <translation>Confirm everybody's pages without a doubt; Ctrl+Z takes it back</translation>
  </message>
  <message>
   <source>全部人的疑问处并排看，一起定</source>
   <translation>See the doubts of all people side by side and decide them together</translation>
  </message>
  <message>
   <source>写出总表，打开它的文件夹</source>
   <translation>Write the table and open its folder</translation>
  </message>
  <message>
   <source>写出总表，打开可以打印的一份</source>
   <translation>Write the tables, open the one to print</translation>
  </message>
  <message>
   <source>重新读花名册和结果</source>
   <translation>Read roster and results again</translation>
  </message>
  <message>
   <source>把放错的一页给像是它主人的那一行</source>
   <translation>Give a mislaid page to the row whose it seems to be</translation>
  </message>
  <message>
   <source>登记写着几个人的退回意见，按姓名分给各人</source>
   <translation>Note a return that speaks of several people, parted by names</translation>
  </message>
  <message>
   <source>打开这个人的信</source>
   <translation>open the person's letter</translation>
  </message>
  <message>
   <source>打开她的结果文件夹</source>
   <translation>open the folder of the results</translation>
  </message>
  <message>
   <source>写出公示、推荐报告，打开它们的文件夹</source>
   <translation>Write postings and recommendations, open their folder</translation>
  </message>
  <message>
   <source>在进度、筛选、按钮、表格之间移动</source>
   <translation>Move between progress, filters, button and table</translation>
  </message>
  <message>
   <source>回到开始页</source>
   <translation>Back to the start page</translation>
  </message>
  <message>
   <source>单位批量的快捷键</source>
   <translation>Keys of the batch table</translation>
  </message>
  <message>
   <source>上一页</source>
   <translation>Previous</translation>
  </message>
  <message>
   <source>下一页</source>
   <translation>next page</translation>
  </message>
  <message>
   <source>选几页，一起定；Ctrl+A 全选</source>
   <translation>Select several pages and settle them together; Ctrl+A selects all</translation>
  </message>
  <message>
   <source>是这个人的，到下一页要定的</source>
   <translation>It is this person's; go to the next page to settle</translation>
  </message>
  <message>
   <source>到人名、上传位置里选，Enter 定下</source>
   <translation>Go to the people or the slots, Enter chooses</translation>
  </message>
  <message>
   <source>给页上的几个人：写着几个人的名单，各人的案卷里都有一份</source>
   <translation>Give a page to all who stand on it: a list of several people is in the case of each</translation>
  </message>
  <message>
   <source>不是谁的，不放进任何案卷</source>
   <translation>Nobody's, it goes into no case</translation>
  </message>
  <message>
   <source>按读到的，不要我定的</source>
   <translation>As read; drop what I said</translation>
  </message>
  <message>
   <source>下一页要定的；都定了就回单位批量</source>
   <translation>Next page to settle; back to the batch when all are</translation>
  </message>
  <message>
   <source>放入合订的扫描件</source>
   <translation>Add shared scans</translation>
  </message>
  <message>
   <source>重做</source>
   <translation>redo</translation>
  </message>
  <message>
   <source>回单位批量</source>
   <translation>Back to the batch</translation>
  </message>
  <message>
   <source>合订扫描件的快捷键</source>
   <translation>Keys for shared scans</translation>
  </message>
  <message>
   <source>上一栏　下一栏</source>
   <translation>Previous　next section</translation>
  </message>
  <message>
   <source>进入栏目；打开选中的一页</source>
   <translation>Into the section; open the page</translation>
  </message>
  <message>
   <source>下一步：与右下角填充的按钮相同</source>
   <translation>Next step: as the filled button at the lower right</translation>
  </message>
  <message>
   <source>在列表、材料、原文、按钮之间移动</source>
   <translation>Move between list, material, notice, buttons</translation>
  </message>
  <message>
   <source>放入扫描件；也可以拖进来</source>
   <translation>Add scans; or drop them</translation>
  </message>
  <message>
   <source>粘贴复制好的文件或图片</source>
   <translation>Paste copied files or a picture</translation>
  </message>
  <message>
   <source>未归类：把这一组放进去</source>
   <translation>Unsorted: put this group in</translation>
  </message>
  <message>
   <source>移到别的上传位置：再按一个数字，或打字找</source>
   <translation>Move to another place: then a digit, or type to find it</translation>
  </message>
  <message>
   <source>给选中的页换一个文件，页号和位置不变</source>
   <translation>Put another file in the marked page's place; number and place stay</translation>
  </message>
  <message>
   <source>读不清、少一边的页就这样用，不再问</source>
   <translation>Keep pages that are unclear or cut off; nothing more is asked</translation>
  </message>
  <message>
   <source>放大选中的页，再按一次还原；放大时 A、D 看前后页</source>
   <translation>Enlarge the page in hand, again to go back; A and D show the others</translation>
  </message>
  <message>
   <source>空格</source>
   <translation>Space</translation>
  </message>
  <message>
   <source>替换、插入、转动、移走</source>
   <translation>Replace, insert, turn, take out</translation>
  </message>
  <message>
   <source>菜单键</source>
   <translation>Menu key</translation>
  </message>
  <message>
   <source>在同一位置里调换先后</source>
   <translation>Reorder inside the slot</translation>
  </message>
  <message>
   <source>Ctrl+方向键</source>
   <translation>Ctrl+arrows</translation>
  </message>
  <message>
   <source>移走选中的页，可以撤销</source>
   <translation>Take the selected pages out; can be undone</translation>
  </message>
  <message>
   <source>重新检查</source>
   <translation>Check again</translation>
  </message>
  <message>
   <source>导出这一栏</source>
   <translation>Export this section</translation>
  </message>
  <message>
   <source>栏目页的快捷键</source>
   <translation>Keys of the sections</translation>
  </message>
  <message>
   <source>被退回了：粘贴退回意见</source>
   <translation>It was returned: pastes the note</translation>
  </message>
  <message>
   <source>上传之后的快捷键</source>
   <translation>Keys after the upload</translation>
  </message>
  <message>
   <source>打印这一页；刚导出的，打印清单</source>
   <translation>Print this page; just exported, the checklist</translation>
  </message>
  <message>
   <source>下一步：去看要办的，或要导出的</source>
   <translation>Next step: look at what is to be done, or to be exported</translation>
  </message>
  <message>
   <source>先导出已确认的</source>
   <translation>Export what is confirmed</translation>
  </message>
  <message>
   <source>最后检查的快捷键</source>
   <translation>Keys of the final check</translation>
  </message>
  <message>
   <source>下一处</source>
   <translation>next place</translation>
  </message>
  <message>
   <source>上一处</source>
   <translation>Previous</translation>
  </message>
  <message>
   <source>盖这里</source>
   <translation>Cover here</translation>
  </message>
  <message>
   <source>自己画</source>
   <translation>Draw a cover</translation>
  </message>
  <message>
   <source>换这一页，或放进来</source>
   <translation>replace the page, or put one in</translation>
  </message>
  <message>
   <source>补正的快捷键</source>
   <translation>Keys of the correction round</translation>
  </message>
  <message>
   <source>撤销</source>
   <translation>Undo</translation>
  </message>
  <message>
   <source>说明保存在哪里（已自动保存）</source>
   <translation>Say where it is saved (by itself)</translation>
  </message>
  <message>
   <source>通知原文</source>
   <translation>The notice</translation>
  </message>
  <message>
   <source>案卷里到七步中的一步</source>
   <translation>in a case: to one of the seven steps</translation>
  </message>
  <message>
   <source>打开案卷</source>
   <translation>Open a case</translation>
  </message>
  <message>
   <source>字大些</source>
   <translation>Larger</translation>
  </message>
  <message>
   <source>小些</source>
   <translation>smaller text</translation>
  </message>
  <message>
   <source>设置</source>
   <translation>Settings</translation>
  </message>
  <message>
   <source>案卷文件：密码、修复、纸质材料</source>
   <translation>Case file: password, repair, papers</translation>
  </message>
  <message>
   <source>全屏</source>
   <translation>Full screen</translation>
  </message>
  <message>
   <source>到处都能用的快捷键</source>
   <translation>Keys that work everywhere</translation>
  </message>
  <message>
   <source>手册和这张表</source>
   <translation>The manual and this list</translation>
  </message>
  <message>
   <source>练习：下一步提示（扣分，先问一次）</source>
   <translation>Practice: the next hint (costs points, asks once)</translation>
  </message>
  <message>
   <source>练习：看看做得怎样</source>
   <translation>Practice: how it is going</translation>
  </message>
  <message>
   <source>练习：重新开始（再按一次才算）</source>
   <translation>Practice: begin anew (press twice)</translation>
  </message>
  <message>
   <source>这一句对</source>
   <translation>this sentence is right</translation>
  </message>
  <message>
   <source>改这一句</source>
   <translation>change this sentence</translation>
  </message>
  <message>
   <source>通知没说</source>
   <translation>the notice does not say it</translation>
  </message>
  <message>
   <source>没读准的材料：要交的打勾</source>
   <translation>Papers read unsurely: tick those that are asked for</translation>
  </message>
  <message>
   <source>1–9、空格</source>
   <translation>1–9, Space</translation>
  </message>
  <message>
   <source>选您是哪一级，或哪一天是最后一天</source>
   <translation>Choose your level, or which day is the last</translation>
  </message>
  <message>
   <source>左右方向键</source>
   <translation>arrow keys</translation>
  </message>
  <message>
   <source>上一句、下一句</source>
   <translation>The sentence above or below</translation>
  </message>
  <message>
   <source>上下方向键</source>
   <translation>Up, Down</translation>
  </message>
  <message>
   <source>下一句：与右下角按钮相同</source>
   <translation>the next sentence: as the button at the lower right</translation>
  </message>
  <message>
   <source>看其余各条的表格</source>
   <translation>see the tables of all else</translation>
  </message>
  <message>
   <source>回到开始页；都已存盘</source>
   <translation>back to the start page; all is saved</translation>
  </message>
  <message>
   <source>看通知四句话的快捷键</source>
   <translation>Keys for the four sentences of a notice</translation>
  </message>
  <message>
   <source>选通知的文件</source>
   <translation>Choose the notice's file</translation>
  </message>
  <message>
   <source>回到四句话；都已存盘</source>
   <translation>back to the four sentences; all is saved</translation>
  </message>
  <message>
   <source>改这一格</source>
   <translation>change the cell</translation>
  </message>
  <message>
   <source>打勾、换一个</source>
   <translation>tick, or go to the next mark</translation>
  </message>
  <message>
   <source>空格，或按住拖动</source>
   <translation>Space, or drag</translation>
  </message>
  <message>
   <source>补一行没有找到的（材料、时间、电话、公示、字数…）</source>
   <translation>Add a row that was not found (a paper, a day, a telephone, a posting, a length…)</translation>
  </message>
  <message>
   <source>去掉这一行</source>
   <translation>take this row out</translation>
  </message>
  <message>
   <source>把复制的通知表格填进来</source>
   <translation>Fill in a table of the notice that was copied</translation>
  </message>
  <message>
   <source>写成一个文件交给别人</source>
   <translation>write one file for somebody else</translation>
  </message>
  <message>
   <source>做通知的快捷键</source>
   <translation>Keys of the editor of a notice</translation>
  </message>
  <message>
   <source>用移动过的四个角；没有移动就回到复核</source>
   <translation>Use the moved corners; with none moved: back to review</translation>
  </message>
  <message>
   <source>放弃移动过的四个角，再按回到复核</source>
   <translation>Drop moved corners; again: back to review</translation>
  </message>
  <message>
   <source>选一个角，从左上起顺时针</source>
   <translation>Choose a corner, clockwise from the top left</translation>
  </message>
  <message>
   <source>移动这个角 1 像素，按住 Shift 10 像素</source>
   <translation>Move the corner by 1 pixel, with Shift by 10</translation>
  </message>
  <message>
   <source>方向键</source>
   <translation>Arrows</translation>
  </message>
  <message>
   <source>向左转</source>
   <translation>Turn left</translation>
  </message>
  <message>
   <source>向右转 90°</source>
   <translation>Turn right by 90°</translation>
  </message>
  <message>
   <source>拉平、不拉平</source>
   <translation>Levelling on, off</translation>
  </message>
  <message>
   <source>用找到的轮廓</source>
   <translation>Use the outline found</translation>
  </message>
  <message>
   <source>用整张图片</source>
   <translation>the whole picture</translation>
  </message>
  <message>
   <source>匀光、不匀光</source>
   <translation>Even light on, off</translation>
  </message>
  <message>
   <source>按找到的几份材料分成几页</source>
   <translation>Make a page of each document that was found</translation>
  </message>
  <message>
   <source>摆正与裁边的快捷键</source>
   <translation>Keys for standing upright and cutting out</translation>
  </message>
  <message>
   <source>下一步：与右下角按钮相同</source>
   <translation>Next step: same as the button at the lower right</translation>
  </message>
  <message>
   <source>往下走；没有确认的页不会因此确认</source>
   <translation>Go on; a page is not confirmed by it</translation>
  </message>
  <message>
   <source>盖上</source>
   <translation>Cover</translation>
  </message>
  <message>
   <source>不盖（当前一处）</source>
   <translation>leave open (place in hand)</translation>
  </message>
  <message>
   <source>同样文字都盖（整份案卷）；公章、签字：这一栏都照此</source>
   <translation>Cover the same text in the whole case; seals and signatures: the same for this slot</translation>
  </message>
  <message>
   <source>只盖公章上的字，章还看得见</source>
   <translation>Cover only the words of a seal; the seal can still be seen</translation>
  </message>
  <message>
   <source>把下面的字加为写法，别处也找</source>
   <translation>Add the word below it and find it elsewhere</translation>
  </message>
  <message>
   <source>T，自己画的一处</source>
   <translation>T, on an own cover</translation>
  </message>
  <message>
   <source>像是别人的材料时：这是我的</source>
   <translation>A page that seems somebody else's: it is mine</translation>
  </message>
  <message>
   <source>不是，移走</source>
   <translation>it is not, remove it</translation>
  </message>
  <message>
   <source>“姓名”旁边读到的也是我，加为写法</source>
   <translation>The name beside 姓名 is me too: add it</translation>
  </message>
  <message>
   <source>下一个未决定处</source>
   <translation>Next undecided place</translation>
  </message>
  <message>
   <source>画遮盖，再按放下</source>
   <translation>Draw covers; again to stop</translation>
  </message>
  <message>
   <source>选中一处时移动 1 像素，按住 Shift 10 像素</source>
   <translation>With a place in hand: move by 1 pixel, with Shift by 10</translation>
  </message>
  <message>
   <source>选中一处时改大小</source>
   <translation>With a place in hand: resize</translation>
  </message>
  <message>
   <source>在同一表格的其他页重复这一处</source>
   <translation>Repeat this place on the form's other pages</translation>
  </message>
  <message>
   <source>复制这一处</source>
   <translation>Duplicate this place</translation>
  </message>
  <message>
   <source>遮盖一览</source>
   <translation>All covers</translation>
  </message>
  <message>
   <source>同一类疑问处并排看，一起定</source>
   <translation>See doubts of one kind side by side and decide them together</translation>
  </message>
  <message>
   <source>删去自己画的一处，或不盖</source>
   <translation>Delete an own cover, or leave a place open</translation>
  </message>
  <message>
   <source>平台上点“是”</source>
   <translation>Platform: “yes”</translation>
  </message>
  <message>
   <source>“否”</source>
   <translation>“no”</translation>
  </message>
  <message>
   <source>这一页是否涉密，通知问到时</source>
   <translation>Whether this page is secret, where the notice asks</translation>
  </message>
  <message>
   <source>程序找不到、要您遮的：这一页都遮好了，或没有</source>
   <translation>what only you can find: all covered on this page, or not there</translation>
  </message>
  <message>
   <source>按住看没有遮盖的原图</source>
   <translation>Hold: bare original</translation>
  </message>
  <message>
   <source>看成品：不透明的黑</source>
   <translation>Finished look: solid black</translation>
  </message>
  <message>
   <source>适宽、整页、100% 轮换</source>
   <translation>Width, page, 100% in turn</translation>
  </message>
  <message>
   <source>只盖这个词</source>
   <translation>Cover just that word</translation>
  </message>
  <message>
   <source>双击</source>
   <translation>Double click</translation>
  </message>
  <message>
   <source>在指针处放大、缩小</source>
   <translation>Zoom at the pointer</translation>
  </message>
  <message>
   <source>Ctrl+滚轮</source>
   <translation>Ctrl+wheel</translation>
  </message>
  <message>
   <source>拖动页面</source>
   <translation>Drag the page</translation>
  </message>
  <message>
   <source>空格按住</source>
   <translation>Space held</translation>
  </message>
  <message>
   <source>向右转</source>
   <translation>Turn right</translation>
  </message>
  <message>
   <source>向左转 90°</source>
   <translation>Turn left by 90°</translation>
  </message>
  <message>
   <source>裁边、拉平、匀光：原图与摆正后对照</source>
   <translation>Corners, levelling, light: as scanned and upright side by side</translation>
  </message>
  <message>
   <source>确认全部没有疑问的页，先看数目</source>
   <translation>Confirm all pages without open doubts, after seeing how many</translation>
  </message>
  <message>
   <source>在页面列表、图片、遮盖列表之间移动</source>
   <translation>Move between page list, picture and covers</translation>
  </message>
  <message>
   <source>放下画笔，取消选中，再按回到栏目</source>
   <translation>Put the pen down, clear the selection, then go back</translation>
  </message>
  <message>
   <source>换这一页；把新的扫描件拖到这一页上也是换</source>
   <translation>replace the page; dropping a new scan on it does the same</translation>
  </message>
  <message>
   <source>逐页复核的快捷键</source>
   <translation>Keys of the review</translation>
  </message>
  <message>
   <source>在申报、通知、按钮之间移动</source>
   <translation>Move between application, notice and buttons</translation>
  </message>
  <message>
   <source>粘贴今年的通知</source>
   <translation>Paste this year's notice</translation>
  </message>
  <message>
   <source>开始页的快捷键</source>
   <translation>Keys of the start page</translation>
  </message>
  <message>
   <source>投影模式：全屏、大字；再按结束</source>
   <translation>Projector mode: whole screen, large text; again to end</translation>
  </message>
  <message>
   <source>讲师的快捷键</source>
   <translation>Keys for trainers</translation>
  </message>
  <message>
   <source>打开这一页，停在这一处</source>
   <translation>Open the page at this place</translation>
  </message>
  <message>
   <source>上、左、下、右一格</source>
   <translation>One cell up, left, down, right</translation>
  </message>
  <message>
   <source>W A S D、方向键</source>
   <translation>W A S D, arrow keys</translation>
  </message>
  <message>
   <source>盖住的</source>
   <translation>Covered</translation>
  </message>
  <message>
   <source>没有盖的</source>
   <translation>Left open</translation>
  </message>
  <message>
   <source>姓名、单位、签字旁没有盖的</source>
   <translation>Open beside labels like 姓名, 单位, 签字</translation>
  </message>
  <message>
   <source>回到复核</source>
   <translation>Back to the review</translation>
  </message>
  <message>
   <source>遮盖一览的快捷键</source>
   <translation>Keys of the gallery</translation>
  </message>
  <message>
   <source>标这一处：盖上，再按先不定、要看原页，再按不标</source>
   <translation>Mark this place: to be covered; again: see its page; again: no mark</translation>
  </message>
  <message>
   <source>标选中的一处；点一下也一样</source>
   <translation>Mark the place in hand, as a click does</translation>
  </message>
  <message>
   <source>样子相同的一起标</source>
   <translation>Mark all that look the same</translation>
  </message>
  <message>
   <source>去掉这一张上的标记</source>
   <translation>Clear the marks of this sheet</translation>
  </message>
  <message>
   <source>没有标的都按按钮上的话定下；每一处都看到以后才行</source>
   <translation>Decide all that are not marked as the button says, once every one was seen</translation>
  </message>
  <message>
   <source>打开选中的一处的那一页；什么也不定</source>
   <translation>Open the page of the place in hand; nothing is decided</translation>
  </message>
  <message>
   <source>先看下一张</source>
   <translation>Next sheet first</translation>
  </message>
  <message>
   <source>回到上一张</source>
   <translation>previous sheet</translation>
  </message>
  <message>
   <source>换一类疑问</source>
   <translation>Another kind of doubt</translation>
  </message>
  <message>
   <source>撤销：一整张一起撤回</source>
   <translation>Undo: a whole sheet is taken back at once</translation>
  </message>
  <message>
   <source>在各处、按钮、类别之间移动</source>
   <translation>Move between places, buttons and kinds</translation>
  </message>
  <message>
   <source>回去</source>
   <translation>Go back</translation>
  </message>
  <message>
   <source>并排看的快捷键</source>
   <translation>Keys of doubts side by side</translation>
  </message>
 </context>
 <context>
  <name>actions</name>
  <message>
   <source>疑问处并排看</source>
   <translation>Doubts side by side</translation>
  </message>
  <message>
   <source>导出表</source>
   <translation>Export table</translation>
  </message>
  <message>
   <source>登记退回…</source>
   <translation>Note a return…</translation>
  </message>
  <message>
   <source>信</source>
   <translation>Letter</translation>
  </message>
  <message>
   <source>文件夹</source>
   <translation>Folders</translation>
  </message>
  <message>
   <source>公示、推荐报告</source>
   <translation>Postings, recommendation</translation>
  </message>
  <message>
   <source>重新读花名册</source>
   <translation>Read the roster again</translation>
  </message>
  <message>
   <source>给页上的几个人</source>
   <translation>Give to all on it</translation>
  </message>
  <message>
   <source>不是谁的</source>
   <translation>Nobody's</translation>
  </message>
  <message>
   <source>按读到的</source>
   <translation>As read</translation>
  </message>
  <message>
   <source>放入扫描件…</source>
   <translation>Add scans…</translation>
  </message>
  <message>
   <source>放入更多文件…</source>
   <translation>Add more files…</translation>
  </message>
  <message>
   <source>选栏目…</source>
   <translation>Choose a place…</translation>
  </message>
  <message>
   <source>导出这一栏</source>
   <translation>Export this section</translation>
  </message>
  <message>
   <source>被退回了</source>
   <translation>It was returned</translation>
  </message>
  <message>
   <source>打印…</source>
   <translation>Print…</translation>
  </message>
  <message>
   <source>打印清单…</source>
   <translation>Print the checklist…</translation>
  </message>
  <message>
   <source>复制路径</source>
   <translation>Copy path</translation>
  </message>
  <message>
   <source>打开文件夹</source>
   <translation>Open the folder</translation>
  </message>
  <message>
   <source>复制下一格</source>
   <translation>Copy next field</translation>
  </message>
  <message>
   <source>关闭</source>
   <translation>Close</translation>
  </message>
  <message>
   <source>撤销</source>
   <translation>Undo</translation>
  </message>
  <message>
   <source>重做</source>
   <translation>Redo</translation>
  </message>
  <message>
   <source>通知原文</source>
   <translation>The notice</translation>
  </message>
  <message>
   <source>后退</source>
   <translation>Back</translation>
  </message>
  <message>
   <source>选文件…</source>
   <translation>Choose files…</translation>
  </message>
  <message>
   <source>快捷键与帮助</source>
   <translation>Keys and help</translation>
  </message>
  <message>
   <source>打印成绩单…</source>
   <translation>Print result…</translation>
  </message>
  <message>
   <source>提示（扣分）</source>
   <translation>Hint (costs points)</translation>
  </message>
  <message>
   <source>看看做得怎样</source>
   <translation>How am I doing</translation>
  </message>
  <message>
   <source>重新开始</source>
   <translation>Begin anew</translation>
  </message>
  <message>
   <source>其余各条的表格</source>
   <translation>Tables of all else</translation>
  </message>
  <message>
   <source>回到四句话</source>
   <translation>Back to the four sentences</translation>
  </message>
  <message>
   <source>补一行</source>
   <translation>Add a row</translation>
  </message>
  <message>
   <source>从通知的表格粘贴</source>
   <translation>Paste a table</translation>
  </message>
  <message>
   <source>交给别人…</source>
   <translation>Hand on…</translation>
  </message>
  <message>
   <source>向左转</source>
   <translation>Turn left</translation>
  </message>
  <message>
   <source>向右转</source>
   <translation>Turn right</translation>
  </message>
  <message>
   <source>用找到的轮廓</source>
   <translation>Use the outline found</translation>
  </message>
  <message>
   <source>用整张图片</source>
   <translation>Use the whole picture</translation>
  </message>
  <message>
   <source>盖上</source>
   <translation>Cover</translation>
  </message>
  <message>
   <source>不盖</source>
   <translation>Leave</translation>
  </message>
  <message>
   <source>仍不盖</source>
   <translation>Leave it open</translation>
  </message>
  <message>
   <source>同样都盖</source>
   <translation>All alike</translation>
  </message>
  <message>
   <source>只盖印文</source>
   <translation>Cover words only</translation>
  </message>
  <message>
   <source>这是我的</source>
   <translation>It is mine</translation>
  </message>
  <message>
   <source>不是我的，移走</source>
   <translation>Not mine, remove</translation>
  </message>
  <message>
   <source>选择</source>
   <translation>Select</translation>
  </message>
  <message>
   <source>画遮盖</source>
   <translation>Draw</translation>
  </message>
  <message>
   <source>重复</source>
   <translation>Repeat</translation>
  </message>
  <message>
   <source>在同一表格的其他页同一位置重复这一处</source>
   <translation>Repeat this place on the form's other pages</translation>
  </message>
  <message>
   <source>一览</source>
   <translation>Gallery</translation>
  </message>
  <message>
   <source>删去</source>
   <translation>Delete</translation>
  </message>
  <message>
   <source>都遮好了，或没有这些</source>
   <translation>All covered, or not there</translation>
  </message>
  <message>
   <source>对照原图</source>
   <translation>Compare</translation>
  </message>
  <message>
   <source>成品黑</source>
   <translation>Final black</translation>
  </message>
  <message>
   <source>放入扫描件</source>
   <translation>Add scans</translation>
  </message>
  <message>
   <source>向右转 90°，{turn-right}；向左转，{turn-left}</source>
   <translation>Turn right by 90°, {turn-right}; turn left, {turn-left}</translation>
  </message>
  <message>
   <source>裁边</source>
   <translation>Corners</translation>
  </message>
  <message>
   <source>四个角、倾斜、匀光，原图与摆正后对照</source>
   <translation>Corners, levelling, light; as scanned and upright side by side</translation>
  </message>
  <message>
   <source>换这一页…</source>
   <translation>Replace page…</translation>
  </message>
  <message>
   <source>移走这一页</source>
   <translation>Take this page out</translation>
  </message>
  <message>
   <source>姓名与单位</source>
   <translation>Name and employer</translation>
  </message>
  <message>
   <source>选成绩文件…</source>
   <translation>Choose results…</translation>
  </message>
  <message>
   <source>存成表格和网页…</source>
   <translation>Save workbook and page…</translation>
  </message>
  <message>
   <source>打印讲师资料…</source>
   <translation>Print the papers…</translation>
  </message>
  <message>
   <source>打开这一页</source>
   <translation>Open this page</translation>
  </message>
  <message>
   <source>去掉标记</source>
   <translation>Clear marks</translation>
  </message>
  <message>
   <source>先看下一张</source>
   <translation>Next sheet first</translation>
  </message>
  <message>
   <source>上一张</source>
   <translation>Previous sheet</translation>
  </message>
 </context>
 <context>
  <name>BatchRoom</name>
  <message>
   <source>批量停下来了，请回来看一眼。</source>
   <translation>The batch has ended; please have a look.</translation>
  </message>
  <message>
   <source>疑问处并排看</source>
   <translation>Doubts side by side</translation>
  </message>
  <message>
   <source>单位批量</source>
   <translation>Batch for employers</translation>
  </message>
  <message>
   <source>这一位的案卷现在打不开，请稍等。</source>
   <translation>This case cannot be opened right now; please wait a moment.</translation>
  </message>
  <message>
   <source>全部疑问页都看完了。</source>
   <translation>All doubtful pages have been reviewed.</translation>
  </message>
  <message>
   <source>下一位：{name}</source>
   <translation>Next: {name}</translation>
  </message>
 </context>
 <context>
  <name>DueCard</name>
  <message>
   <source>请本人在哪一天以前交齐：写进每个人的信，可以不填</source>
   <translation>Day by which people are asked to bring everything: written into every letter, may stay empty</translation>
  </message>
  <message>
   <source>如 2024-09-20</source>
   <translation>such as 2024-09-20</translation>
  </message>
  <message>
   <source>请写成 2024-09-20 这样</source>
   <translation>Please write it like 2024-09-20</translation>
  </message>
  <message>
   <source>信里只写通知的截止时间</source>
   <translation>Letters name the notice's deadline only</translation>
  </message>
  <message>
   <source>{month} 月 {day} 日以前</source>
   <translation>By month {month}, day {day}</translation>
  </message>
  <message>
   <source>这一天已经过去了，请核对</source>
   <translation>This day has passed, please check it</translation>
  </message>
 </context>
 <context>
  <name>MendRow</name>
  <message>
   <source>选文件夹…</source>
   <translation>Choose a folder…</translation>
  </message>
  <message>
   <source>改好这一格</source>
   <translation>Mend this cell</translation>
  </message>
  <message>
   <source>就是这样</source>
   <translation>It is as it stands</translation>
  </message>
  <message>
   <source>选这一位的材料文件夹</source>
   <translation>Choose this person's folder of scans</translation>
  </message>
  <message>
   <source>第 {row} 行“{column}”</source>
   <translation>Row {row} “{column}”</translation>
  </message>
  <message>
   <source>删去第 {row} 行</source>
   <translation>Delete row {row}</translation>
  </message>
 </context>
 <context>
  <name>OpenQuestionCard</name>
  <message>
   <source>问题</source>
   <translation>Question</translation>
  </message>
  <message>
   <source>空着的都答</source>
   <translation>Answer for the empty cells</translation>
  </message>
  <message>
   <source>还没有人答的问题：一次答给空着的各行</source>
   <translation>Questions that several rows leave open: answered once for the empty cells</translation>
  </message>
  <message numerus="yes">
   <source>空着的 %n 行都这样答</source>
   <translation>
    <numerusform>Answer %n empty row so</numerusform>
    <numerusform>Answer %n empty rows so</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>PersonLine</name>
  <message>
   <source>第 {n} 页给第 {row} 行</source>
   <translation>Give page {n} to row {row}</translation>
  </message>
  <message>
   <source>{name}：{todo}。{left}，退回 {returned}</source>
   <translation>{name}: {todo}. {left}, sent back {returned}</translation>
  </message>
  <message>
   <source>、</source>
   <translation>, </translation>
  </message>
  <message>
   <source>　还有：{names}。</source>
   <translation>  Also: {names}.</translation>
  </message>
 </context>
 <context>
  <name>ReturnDialog</name>
  <message>
   <source>登记退回</source>
   <translation>Note a return</translation>
  </message>
  <message>
   <source>退回的意见</source>
   <translation>Words of the return</translation>
  </message>
  <message>
   <source>退回时间（北京时间）</source>
   <translation>Sent back at (Beijing time)</translation>
  </message>
  <message>
   <source>北京时间，如 2026-05-01 09:30</source>
   <translation>Beijing time, such as 2026-05-01 09:30</translation>
  </message>
  <message>
   <source>登记</source>
   <translation>Note it</translation>
  </message>
  <message>
   <source>不登记</source>
   <translation>Do not note it</translation>
  </message>
  <message>
   <source>没有复制到文字：请复制退回意见的文字；只有截图时，请照着打进来。</source>
   <translation>No text was copied: please copy the text of the note; if there is only a screenshot, please type it.</translation>
  </message>
  <message>
   <source>谁</source>
   <translation>Who</translation>
  </message>
  <message>
   <source>意见</source>
   <translation>Words</translation>
  </message>
  <message>
   <source>栏目</source>
   <translation>Place</translation>
  </message>
  <message>
   <source>第几行</source>
   <translation>Line</translation>
  </message>
  <message>
   <source>每一句登记给谁</source>
   <translation>Whose each sentence is</translation>
  </message>
  <message>
   <source>没有人，不登记</source>
   <translation>Nobody; not noted</translation>
  </message>
  <message>
   <source>整份贴进来，按句子开头的姓名分给各人；登记以前可以改。</source>
   <translation>Paste the whole note; it is parted by the names that begin its sentences, and can be changed before it is noted.</translation>
  </message>
  <message>
   <source>退回意见写着几个人的，整份贴进来</source>
   <translation>A return of several people: paste the whole note</translation>
  </message>
  <message>
   <source>登记给 {n} 人。</source>
   <translation>People it is for: {n}. </translation>
  </message>
  <message>
   <source>、</source>
   <translation>, </translation>
  </message>
  <message>
   <source>第 {lines} 行没有认出是谁的，不登记。</source>
   <translation>Lines {lines} name nobody for sure and are not noted.</translation>
  </message>
  <message>
   <source>{n}，请核对</source>
   <translation>{n}, please check</translation>
  </message>
  <message>
   <source>第 {line} 行是谁的</source>
   <translation>Whose line {line} is</translation>
  </message>
 </context>
 <context>
  <name>batch_rows</name>
  <message>
   <source>打开</source>
   <translation>Open</translation>
  </message>
  <message>
   <source>正在读第 {n} / {m} 页</source>
   <translation>Reading page {n} of {m}</translation>
  </message>
 </context>
 <context>
  <name>BatchSetup</name>
  <message>
   <source>花名册 (*.xlsx *.csv *.txt);;所有文件 (*)</source>
   <translation>Roster (*.xlsx *.csv *.txt);;All files (*)</translation>
  </message>
  <message>
   <source>还没有选</source>
   <translation>not chosen</translation>
  </message>
  <message numerus="yes">
   <source>%n 页</source>
   <translation>
    <numerusform>%n page</numerusform>
    <numerusform>%n pages</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>花名册有 %n 人。</source>
   <translation>
    <numerusform>The roster has %n person. </numerusform>
    <numerusform>The roster has %n people. </numerusform>
   </translation>
  </message>
  <message>
   <source>几份通知一起用（只列它们都问的）</source>
   <translation>For several notices (only what they all ask)</translation>
  </message>
  <message>
   <source>结果文件夹：每人的案卷、草稿和总表</source>
   <translation>Results: everybody's case and drafts, and the table</translation>
  </message>
  <message>
   <source>合订扫描件：一叠多人签字的表，没有就不用选</source>
   <translation>Shared scans: a stack of forms signed by many people, if there is one</translation>
  </message>
  <message>
   <source>每个人只用本人的姓名查找，单位名称共用。全部在本机处理，不联网。</source>
   <translation>Everybody is searched for by her own name only; the employer's name is shared. Everything stays on this computer, without a network.</translation>
  </message>
  <message>
   <source>花名册（xlsx 或 csv），或者放着案卷的文件夹</source>
   <translation>Roster (xlsx or csv), or a folder of case files</translation>
  </message>
  <message>
   <source>已生成空的花名册“{file}”，第二个工作表写着每一列填什么。</source>
   <translation>The empty roster “{file}” is written; its second sheet tells what belongs in each column.</translation>
  </message>
  <message>
   <source>花名册里要改的地方</source>
   <translation>What must be mended in the roster</translation>
  </message>
  <message>
   <source>各行自己写的</source>
   <translation>As each row says</translation>
  </message>
  <message>
   <source>只看上次的结果</source>
   <translation>Only look at the earlier results</translation>
  </message>
  <message>
   <source>选花名册</source>
   <translation>Choose a roster</translation>
  </message>
  <message>
   <source>花名册.xlsx</source>
   <translation>roster.xlsx</translation>
  </message>
  <message>
   <source>生成空表</source>
   <translation>Make an empty roster</translation>
  </message>
  <message>
   <source>表格 (*.xlsx)</source>
   <translation>Workbook (*.xlsx)</translation>
  </message>
  <message>
   <source>选材料文件夹</source>
   <translation>Choose the folder of scans</translation>
  </message>
  <message numerus="yes">
   <source>请留意 %n 处</source>
   <translation>
    <numerusform>Good to know: %n place</numerusform>
    <numerusform>Good to know: %n places</numerusform>
   </translation>
  </message>
  <message>
   <source>选通知…</source>
   <translation>Choose a notice…</translation>
  </message>
  <message>
   <source>改好的存为“{file}”，原来那份没有动。</source>
   <translation>The mended copy is “{file}”; the roster itself was not touched. </translation>
  </message>
  <message>
   <source>花名册一人一行；没有的话先生成空表，填好再选。</source>
   <translation>A roster has one row a person; without one, make an empty roster, fill it in and choose it.</translation>
  </message>
  <message>
   <source>花名册有 {n} 处要改，都列在下面；可以在这里逐格改好，另存一份。</source>
   <translation>To be mended in the roster: {n}, all listed below. Mend them here one by one, and a copy is saved.</translation>
  </message>
  <message>
   <source>、</source>
   <translation>, </translation>
  </message>
  <message>
   <source>生成空表…</source>
   <translation>Empty roster…</translation>
  </message>
  <message>
   <source>案卷文件夹…</source>
   <translation>Case folder…</translation>
  </message>
  <message>
   <source>选结果文件夹</source>
   <translation>Choose the folder of results</translation>
  </message>
  <message>
   <source>选择…</source>
   <translation>Choose…</translation>
  </message>
  <message>
   <source>单位批量</source>
   <translation>Batch for employers</translation>
  </message>
  <message>
   <source>先选花名册和材料文件夹，才知道有哪些人。</source>
   <translation>Choose the roster and the scans folder first, to know who there is.</translation>
  </message>
  <message>
   <source>正在分</source>
   <translation>Splitting</translation>
  </message>
  <message>
   <source>，都定好了</source>
   <translation>, all settled</translation>
  </message>
  <message>
   <source>核对过了：{n} 人，{m} 人有材料，{files} 个文件；还没有开始处理。</source>
   <translation>Looked over. People: {n}, with scans: {m}, files: {files}; nothing has begun. </translation>
  </message>
  <message>
   <source>{without} 人没有材料文件夹：第 {rows} 行。</source>
   <translation>People without a folder of scans: {without} (row {rows}). </translation>
  </message>
  <message>
   <source>结果文件夹里有上次的结果（{done} 人已做完），会从停下的地方接着做，做完的不再做。</source>
   <translation>The folder of results holds an earlier run (people done: {done}); it goes on from there and does nothing twice. </translation>
  </message>
  <message>
   <source>那里还有 {strange} 人的结果，不在这份花名册里，照原样留着；请确认是同一份。</source>
   <translation>Results of others who are not in this roster lie there, too (people: {strange}); they stay as they are. Please make sure that it is the same one.</translation>
  </message>
  <message>
   <source>材料文件夹：里面每人一个文件夹</source>
   <translation>Scans: a folder with one folder for each person</translation>
  </message>
  <message>
   <source>　→ 删去这一行</source>
   <translation> → this row is deleted</translation>
  </message>
  <message>
   <source>再找一次材料</source>
   <translation>Look for the scans again</translation>
  </message>
  <message>
   <source>开始页</source>
   <translation>Start page</translation>
  </message>
  <message>
   <source>空格</source>
   <translation>Space</translation>
  </message>
  <message>
   <source>选放着案卷的文件夹</source>
   <translation>Choose the folder of case files</translation>
  </message>
  <message>
   <source>　→ 改成“{text}”</source>
   <translation> → now “{text}”</translation>
  </message>
  <message>
   <source>，{n} 页请您定</source>
   <translation>, {n} for you to settle</translation>
  </message>
 </context>
 <context>
  <name>SharedChoice</name>
  <message>
   <source>这一页是谁的</source>
   <translation>Whose page this is</translation>
  </message>
  <message>
   <source>上传位置</source>
   <translation>Slot</translation>
  </message>
  <message>
   <source>照页上写的认</source>
   <translation>As the page itself says</translation>
  </message>
  <message>
   <source>这一页是谁的（1–9、Enter）</source>
   <translation>Whose page this is (1–9, Enter)</translation>
  </message>
  <message>
   <source>给页上的 {n} 个人</source>
   <translation>Give to all on it ({n})</translation>
  </message>
 </context>
 <context>
  <name>SharedList</name>
  <message>
   <source>合订扫描件的每一页</source>
   <translation>Every page of the shared scans</translation>
  </message>
 </context>
 <context>
  <name>SharedScansPage</name>
  <message>
   <source>移走这份扫描件</source>
   <translation>Remove this scan</translation>
  </message>
  <message>
   <source>合订扫描件</source>
   <translation>Shared scans</translation>
  </message>
  <message>
   <source>停止</source>
   <translation>Stop</translation>
  </message>
  <message>
   <source>选合订的扫描件</source>
   <translation>Choose shared scans</translation>
  </message>
  <message>
   <source>正在分：第一页认好以后，它的图在这里</source>
   <translation>Splitting: the picture of the first page will be here once it was recognised</translation>
  </message>
  <message>
   <source>在左边选一页，它的图在这里</source>
   <translation>Choose a page on the left; its picture will be here</translation>
  </message>
  <message>
   <source>正在处理；停下以后可以改。</source>
   <translation>The batch is running; you can change this once it has stopped.</translation>
  </message>
  <message>
   <source>已移走“{file}”的全部页；再放入一次就回来，您定的都还在。</source>
   <translation>All pages of “{file}” are removed; add it again to get them back, with what you settled.</translation>
  </message>
  <message>
   <source>单位批量</source>
   <translation>Batch for employers</translation>
  </message>
  <message>
   <source>正在处理，停下以后再放入。</source>
   <translation>The batch is running; add scans once it has stopped.</translation>
  </message>
  <message numerus="yes">
   <source>%n 页，{m} 页请您定</source>
   <translation>
    <numerusform>%n page, {m} for you to settle</numerusform>
    <numerusform>%n pages, {m} for you to settle</numerusform>
   </translation>
  </message>
  <message>
   <source>正在停下</source>
   <translation>Stopping</translation>
  </message>
  <message>
   <source>正在分，认每页是谁的</source>
   <translation>Splitting: whose is each page</translation>
  </message>
  <message>
   <source>正在打开扫描件</source>
   <translation>Opening the scans</translation>
  </message>
  <message>
   <source>下一页要定的，还有 {n} 页</source>
   <translation>Next page to settle, {n} left</translation>
  </message>
  <message>
   <source>回单位批量</source>
   <translation>Back to the batch</translation>
  </message>
  <message numerus="yes">
   <source>选中 %n 页，一起定。</source>
   <translation>
    <numerusform>%n page selected.</numerusform>
    <numerusform>%n pages selected; they are settled together.</numerusform>
   </translation>
  </message>
  <message>
   <source>现在没有可以撤销、重做的。</source>
   <translation>There is nothing to undo or redo now.</translation>
  </message>
  <message>
   <source>前面的还在分，分完再放入。</source>
   <translation>The earlier ones are still being split; add more afterwards.</translation>
  </message>
  <message>
   <source>{n} / {m} 页</source>
   <translation>pages: {n} / {m}</translation>
  </message>
  <message>
   <source>一叠签了字的承诺书之类：分给各人，认不准的请您定</source>
   <translation>A stack of signed pledges, for example: given to each person; you settle what is not sure</translation>
  </message>
  <message>
   <source>A / D 上一页、下一页　Shift 选几页　Ctrl+Z 撤销</source>
   <translation>A / D previous, next page　Shift selects several　Ctrl+Z undo</translation>
  </message>
  <message numerus="yes">
   <source>分好了，还有 %n 页请您定</source>
   <translation>
    <numerusform>Split; %n page for you to settle</numerusform>
    <numerusform>Split; %n pages for you to settle</numerusform>
   </translation>
  </message>
  <message>
   <source>都定好了，处理时放进各人的案卷</source>
   <translation>All settled; the run puts them into everybody's case</translation>
  </message>
 </context>
 <context>
  <name>shared_rows</name>
  <message>
   <source>{file}　第 {n} 页</source>
   <translation>{file}　page {n}</translation>
  </message>
  <message>
   <source>已认出</source>
   <translation>Recognised</translation>
  </message>
  <message>
   <source>请定</source>
   <translation>Settle</translation>
  </message>
  <message>
   <source>不放</source>
   <translation>Left out</translation>
  </message>
  <message>
   <source>您定的</source>
   <translation>By you</translation>
  </message>
  <message>
   <source>不是谁的，不放进任何案卷</source>
   <translation>Nobody's, it goes into no case</translation>
  </message>
  <message>
   <source>没有花名册上的姓名和身份证号</source>
   <translation>No name or ID number of the roster on it</translation>
  </message>
  <message numerus="yes">
   <source>等 %n 人</source>
   <translation>
    <numerusform> and others, %n person</numerusform>
    <numerusform> and others, %n people</numerusform>
   </translation>
  </message>
  <message>
   <source>位置处理时再认</source>
   <translation>slot is found in the run</translation>
  </message>
  <message>
   <source>可能是{people}</source>
   <translation>Could be {people}</translation>
  </message>
 </context>
 <context>
  <name>PeopleDesk</name>
  <message numerus="yes">
   <source>一整张定下 %n 处，{m} 人</source>
   <translation>
    <numerusform>Sheet decided: %n place; people: {m}</numerusform>
    <numerusform>Sheet decided: %n places; people: {m}</numerusform>
   </translation>
  </message>
  <message>
   <source>正在找疑问处 {n} / {m} 人</source>
   <translation>Looking for doubts: people {n} / {m}</translation>
  </message>
  <message numerus="yes">
   <source>确认了有把握的 %n 页，{m} 人；Ctrl+Z 撤回</source>
   <translation>
    <numerusform>%n sure page confirmed; people: {m}; Ctrl+Z takes it back</numerusform>
    <numerusform>%n sure pages confirmed; people: {m}; Ctrl+Z takes it back</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>已撤回：%n 处，{m} 人</source>
   <translation>
    <numerusform>Taken back: %n place; people: {m}</numerusform>
    <numerusform>Taken back: %n places; people: {m}</numerusform>
   </translation>
  </message>
  <message>
   <source>正在撤回</source>
   <translation>Taking back</translation>
  </message>
  <message>
   <source>正在记下</source>
   <translation>Keeping</translation>
  </message>
  <message>
   <source>现在没有可以撤销的。</source>
   <translation>There is nothing to undo now.</translation>
  </message>
  <message>
   <source>第 {n} 页</source>
   <translation>Page {n}</translation>
  </message>
  <message>
   <source>{names}还在处理，先不动。</source>
   <translation>{names}: still being processed, left alone for now.</translation>
  </message>
  <message>
   <source>；</source>
   <translation>; </translation>
  </message>
 </context>
 <context>
  <name>batch_stages</name>
  <message>
   <source>选花名册…</source>
   <translation>Choose a roster…</translation>
  </message>
  <message>
   <source>正在读花名册</source>
   <translation>Reading the roster</translation>
  </message>
  <message>
   <source>选通知…</source>
   <translation>Choose a notice…</translation>
  </message>
  <message numerus="yes">
   <source>另存改好的 %n 格，重新读</source>
   <translation>
    <numerusform>Save a copy with %n cell mended, and read it</numerusform>
    <numerusform>Save a copy with %n cells mended, and read it</numerusform>
   </translation>
  </message>
  <message>
   <source>改好后重新读花名册</source>
   <translation>Read the roster again once mended</translation>
  </message>
  <message>
   <source>选材料文件夹…</source>
   <translation>Choose the folder of scans…</translation>
  </message>
  <message>
   <source>正在找材料</source>
   <translation>Looking for scans</translation>
  </message>
  <message numerus="yes">
   <source>定下合订扫描件的 %n 页</source>
   <translation>
    <numerusform>Settle %n page of shared scans</numerusform>
    <numerusform>Settle %n pages of shared scans</numerusform>
   </translation>
  </message>
  <message>
   <source>接着上次做</source>
   <translation>Go on with the earlier run</translation>
  </message>
  <message>
   <source>开始处理</source>
   <translation>Begin</translation>
  </message>
 </context>
 <context>
  <name>BatchTable</name>
  <message>
   <source>全体申报人</source>
   <translation>All applicants</translation>
  </message>
 </context>
 <context>
  <name>BatchWork</name>
  <message>
   <source>批量结果</source>
   <translation>Batch results</translation>
  </message>
 </context>
 <context>
  <name>Room</name>
  <message>
   <source>导出好了。</source>
   <translation>The export is done.</translation>
  </message>
  <message>
   <source>回到栏目</source>
   <translation>Back to the sections</translation>
  </message>
  <message>
   <source>回到复核</source>
   <translation>Back to the review</translation>
  </message>
  <message>
   <source>疑问处并排看</source>
   <translation>Doubts side by side</translation>
  </message>
  <message>
   <source>都认完了，可以接着做了。</source>
   <translation>Everything is read; you can go on.</translation>
  </message>
  <message>
   <source>返回</source>
   <translation>Back</translation>
  </message>
 </context>
 <context>
  <name>CaseVoice</name>
  <message>
   <source>练习不保存任何文件。</source>
   <translation>Practice saves no file.</translation>
  </message>
  <message>
   <source>正在撤销，这一步没有记下，请再做一次。</source>
   <translation>Undo is under way; the step was not taken, please repeat it.</translation>
  </message>
  <message>
   <source>第 {i} 页盖好后又读了一遍，还有拿不准的地方，请再看一眼。</source>
   <translation>Page {i} was read once more after covering, and something on it is uncertain. Please look at it again.</translation>
  </message>
  <message>
   <source>每一步都已自动保存在“{file}”。</source>
   <translation>Every step is saved in “{file}” by itself.</translation>
  </message>
  <message>
   <source>只能看，这一步没有记下：{why}</source>
   <translation>Only to look at, this step was not noted: {why}</translation>
  </message>
 </context>
 <context>
  <name>ContactSheet</name>
  <message numerus="yes">
   <source>%n 页未归类</source>
   <translation>
    <numerusform>%n unsorted page</numerusform>
    <numerusform>%n unsorted pages</numerusform>
   </translation>
  </message>
  <message>
   <source>没有未归类的页</source>
   <translation>No unsorted pages</translation>
  </message>
  <message numerus="yes">
   <source>%n 页，像是这几样</source>
   <translation>
    <numerusform>%n page, it looks like this</numerusform>
    <numerusform>%n pages, they look like these</numerusform>
   </translation>
  </message>
  <message>
   <source>说明是谁的…</source>
   <translation>Say whose it is…</translation>
  </message>
  <message>
   <source>移走</source>
   <translation>Remove</translation>
  </message>
  <message>
   <source>认不出</source>
   <translation>Not recognised</translation>
  </message>
  <message>
   <source>还没有读</source>
   <translation>Not read yet</translation>
  </message>
  <message>
   <source>留左</source>
   <translation>Keep left</translation>
  </message>
  <message>
   <source>留右</source>
   <translation>Keep right</translation>
  </message>
  <message>
   <source>都留</source>
   <translation>Keep both</translation>
  </message>
  <message>
   <source>第 {places} 页：{why}</source>
   <translation>Page {places}: {why}</translation>
  </message>
  <message>
   <source>同一页？</source>
   <translation>The same page?</translation>
  </message>
  <message>
   <source>放进去</source>
   <translation>Put in</translation>
  </message>
 </context>
 <context>
  <name>BigDrop</name>
  <message>
   <source>把扫描件放进来</source>
   <translation>Drop your scans here</translation>
  </message>
  <message>
   <source>照片、PDF、Word、微信压缩包都可以，原件不动</source>
   <translation>Photos, PDF, Word, WeChat archives; originals stay as they are</translation>
  </message>
 </context>
 <context>
  <name>Group</name>
  <message>
   <source>请看一眼</source>
   <translation>please look</translation>
  </message>
  <message>
   <source>换文件…</source>
   <translation>Another file…</translation>
  </message>
  <message>
   <source>就用这页</source>
   <translation>Keep it</translation>
  </message>
 </context>
 <context>
  <name>RefusedStrip</name>
  <message numerus="yes">
   <source>%n 个没有收下</source>
   <translation>
    <numerusform>%n not taken</numerusform>
    <numerusform>%n not taken</numerusform>
   </translation>
  </message>
  <message>
   <source>换文件…</source>
   <translation>Another file…</translation>
  </message>
  <message>
   <source>移走</source>
   <translation>Remove</translation>
  </message>
 </context>
 <context>
  <name>RoomPath</name>
  <message>
   <source>还没有可以复核的页。放入扫描件以后，读完一页就可以看一页。</source>
   <translation>There is no page to review yet. Add scans; each page can be looked at as soon as it is read.</translation>
  </message>
 </context>
 <context>
  <name>case_rows</name>
  <message>
   <source>开头</source>
   <translation>First</translation>
  </message>
  <message>
   <source>栏目，按平台的顺序</source>
   <translation>Sections, in order</translation>
  </message>
  <message>
   <source>还没有写</source>
   <translation>not written yet</translation>
  </message>
  <message numerus="yes">
   <source>%n 页</source>
   <translation>
    <numerusform>%n page</numerusform>
    <numerusform>%n pages</numerusform>
   </translation>
  </message>
  <message>
   <source>姓名与单位</source>
   <translation>Name, employer</translation>
  </message>
  <message>
   <source>已答完</source>
   <translation>all answered</translation>
  </message>
  <message>
   <source>核对单位和维吾尔文</source>
   <translation>Employers and Uyghur</translation>
  </message>
  <message>
   <source>核对单位</source>
   <translation>Check employers</translation>
  </message>
  <message>
   <source>还没有选</source>
   <translation>not chosen</translation>
  </message>
  <message>
   <source>还不确定</source>
   <translation>not sure yet</translation>
  </message>
  <message>
   <source>传遮好的图</source>
   <translation>Covered pictures</translation>
  </message>
  <message>
   <source>平台内遮盖</source>
   <translation>Covered on the platform</translation>
  </message>
  <message>
   <source>未归类</source>
   <translation>Unsorted</translation>
  </message>
  <message>
   <source>提问</source>
   <translation>Questions</translation>
  </message>
  <message>
   <source>上传方式</source>
   <translation>Way of uploading</translation>
  </message>
  <message>
   <source>{n} 处没有答</source>
   <translation>{n} unanswered</translation>
  </message>
  <message>
   <source>还有 {n} 题</source>
   <translation>{n} open</translation>
  </message>
  <message numerus="yes">
   <source>%n 栏中 {k} 栏已齐</source>
   <translation>
    <numerusform>sections complete: {k} of %n</numerusform>
    <numerusform>sections complete: {k} of %n</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n 栏不用交</source>
   <translation>
    <numerusform>%n section needs nothing</numerusform>
    <numerusform>%n sections need nothing</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n 栏等别人</source>
   <translation>
    <numerusform>%n section waits for others</numerusform>
    <numerusform>%n sections wait for others</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>SectionArea</name>
  <message>
   <source>这一栏没有要上传的材料，也没有要填的字。</source>
   <translation>This section asks for no material and no text.</translation>
  </message>
 </context>
 <context>
  <name>SectionList</name>
  <message>
   <source>栏目</source>
   <translation>Sections</translation>
  </message>
 </context>
 <context>
  <name>SlotActs</name>
  <message>
   <source>正反面已合在一起，可以撤销</source>
   <translation>Fronts and backs are put together; this can be undone</translation>
  </message>
  <message numerus="yes">
   <source>%n 页已归类</source>
   <translation>
    <numerusform>%n page sorted</numerusform>
    <numerusform>%n pages sorted</numerusform>
   </translation>
  </message>
  <message>
   <source>两页都要</source>
   <translation>Both pages are wanted</translation>
  </message>
  <message>
   <source>两页都留下</source>
   <translation>Both pages stay</translation>
  </message>
  <message>
   <source>已转动这一页</source>
   <translation>Page turned</translation>
  </message>
  <message>
   <source>打开，逐页复核</source>
   <translation>Open in review</translation>
  </message>
  <message>
   <source>前一半正面，后一半反面</source>
   <translation>First half fronts, second half backs</translation>
  </message>
  <message>
   <source>反面从最后一张倒着扫的</source>
   <translation>Backs scanned from the last sheet to the first</translation>
  </message>
  <message>
   <source>未归类</source>
   <translation>Unsorted</translation>
  </message>
  <message numerus="yes">
   <source>%n 页放到“{slot}”</source>
   <translation>
    <numerusform>%n page put into “{slot}”</numerusform>
    <numerusform>%n pages put into “{slot}”</numerusform>
   </translation>
  </message>
  <message>
   <source>已移走{pages}</source>
   <translation>Taken out: {pages}</translation>
  </message>
  <message>
   <source>换成另一个文件…</source>
   <translation>Replace by another file…</translation>
  </message>
  <message numerus="yes">
   <source>移走 %n 页</source>
   <translation>
    <numerusform>Take out %n page</numerusform>
    <numerusform>Take out %n pages</numerusform>
   </translation>
  </message>
  <message>
   <source>在前面插入文件…</source>
   <translation>Insert files before…</translation>
  </message>
  <message>
   <source>向右转 90°</source>
   <translation>Turn right by 90°</translation>
  </message>
  <message>
   <source>向左转 90°</source>
   <translation>Turn left by 90°</translation>
  </message>
  <message>
   <source>平台不收？…</source>
   <translation>Refused?…</translation>
  </message>
  <message>
   <source>{pages}就这样用，不再问清晰度</source>
   <translation>{pages} kept as it is; its clarity is not asked about again</translation>
  </message>
  <message>
   <source>“{slot}”已注明不适用</source>
   <translation>“{slot}” noted as not applicable</translation>
  </message>
  <message>
   <source>“{slot}”重新需要</source>
   <translation>“{slot}” is needed again</translation>
  </message>
  <message>
   <source>移到</source>
   <translation>Move to</translation>
  </message>
  <message>
   <source>就用这一页，不重拍</source>
   <translation>Keep this page as it is</translation>
  </message>
  <message>
   <source>正反面分开扫的，合在一起</source>
   <translation>Fronts and backs scanned apart: put together</translation>
  </message>
 </context>
 <context>
  <name>SlotCard</name>
  <message>
   <source>把扫描件拖到这里
或按 Ctrl+I</source>
   <translation>Drop scans here
or press Ctrl+I</translation>
  </message>
  <message>
   <source>放入文件…</source>
   <translation>Add files…</translation>
  </message>
  <message>
   <source>说明为什么没有</source>
   <translation>Say why there is none</translation>
  </message>
  <message>
   <source>更多</source>
   <translation>More</translation>
  </message>
  <message>
   <source>看通知原话</source>
   <translation>The notice's own words</translation>
  </message>
  <message>
   <source>只导出这个位置…</source>
   <translation>Export this place alone…</translation>
  </message>
  <message>
   <source>平台不收？记下它的限制…</source>
   <translation>Platform refuses? Enter its limit…</translation>
  </message>
  <message>
   <source>不适用的原因</source>
   <translation>Why it does not apply</translation>
  </message>
  <message>
   <source>一句话说明，如：没有这类材料</source>
   <translation>One sentence, e.g. no such material</translation>
  </message>
  <message numerus="yes">
   <source>还要 %n 页，拖到这里
或按 Ctrl+I</source>
   <translation>
    <numerusform>%n more page: drop here
or press Ctrl+I</numerusform>
    <numerusform>%n more pages: drop here
or press Ctrl+I</numerusform>
   </translation>
  </message>
  <message>
   <source>盖好后拖到这里
或按 Ctrl+I</source>
   <translation>Drop it here once sealed
or press Ctrl+I</translation>
  </message>
  <message>
   <source>您注明：{why}</source>
   <translation>You noted: {why}</translation>
  </message>
  <message>
   <source>取消不适用</source>
   <translation>It applies after all</translation>
  </message>
  <message>
   <source>拿到后拖到这里
或按 Ctrl+I</source>
   <translation>Drop it here once you have it
or press Ctrl+I</translation>
  </message>
  <message>
   <source>把 {years}的拖到这里
或按 Ctrl+I</source>
   <translation>Drop {years} here
or press Ctrl+I</translation>
  </message>
  <message>
   <source>松开即放入：{slot}</source>
   <translation>Let go to add to {slot}</translation>
  </message>
  <message>
   <source>{years} 年</source>
   <translation>{years}</translation>
  </message>
 </context>
 <context>
  <name>TextCard</name>
  <message numerus="yes">
   <source>%n 字（不计标点 {m}）</source>
   <translation>
    <numerusform>%n character ({m} without marks)</numerusform>
    <numerusform>%n characters ({m} without marks)</numerusform>
   </translation>
  </message>
  <message>
   <source>没有，填“无”</source>
   <translation>None: fill in “无”</translation>
  </message>
  <message>
   <source>复制</source>
   <translation>Copy</translation>
  </message>
  <message>
   <source>已复制</source>
   <translation>Copied</translation>
  </message>
  <message>
   <source>没有要改的地方</source>
   <translation>Nothing to change</translation>
  </message>
 </context>
 <context>
  <name>WaitingPage</name>
  <message>
   <source>回到栏目</source>
   <translation>Back to the sections</translation>
  </message>
 </context>
 <context>
  <name>Workspace</name>
  <message>
   <source>开始页</source>
   <translation>Start page</translation>
  </message>
  <message>
   <source>练习：虚构样例，不会留下任何文件</source>
   <translation>Practice: fictional sample, no file is left behind</translation>
  </message>
  <message>
   <source>全部在本机，不联网</source>
   <translation>All on this computer, no network</translation>
  </message>
  <message>
   <source>“{title}”不传图片，没有要导出的。</source>
   <translation>“{title}” takes no pictures; there is nothing to export.</translation>
  </message>
 </context>
 <context>
  <name>AfterPage</name>
  <message>
   <source>时间写成 2026-05-01 09:30 这样；不写就是现在。</source>
   <translation>Write the time like 2026-05-01 09:30; empty means now.</translation>
  </message>
  <message>
   <source>还没有导出</source>
   <translation>Nothing exported yet</translation>
  </message>
  <message>
   <source>时间（北京时间）</source>
   <translation>When (Beijing time)</translation>
  </message>
  <message>
   <source>北京时间，如 2026-05-01 09:30</source>
   <translation>Beijing time, such as 2026-05-01 09:30</translation>
  </message>
  <message>
   <source>平台上怎么说</source>
   <translation>What the platform says</translation>
  </message>
  <message>
   <source>照平台显示的字写，可以不写</source>
   <translation>As the platform words it; may stay empty</translation>
  </message>
  <message>
   <source>取消</source>
   <translation>Cancel</translation>
  </message>
  <message>
   <source>已在平台提交</source>
   <translation>Handed in</translation>
  </message>
  <message>
   <source>回到栏目</source>
   <translation>Back to the sections</translation>
  </message>
  <message>
   <source>退回已登记，开始计时</source>
   <translation>Return noted, its time runs</translation>
  </message>
  <message numerus="yes">
   <source>{at} 导出 %n 页</source>
   <translation>
    <numerusform>{at}, %n page exported</numerusform>
    <numerusform>{at}, %n pages exported</numerusform>
   </translation>
  </message>
  <message>
   <source>上传助手</source>
   <translation>Upload assistant</translation>
  </message>
  <message>
   <source>不是现在，或记下平台的话…</source>
   <translation>Another day, or a note…</translation>
  </message>
  <message>
   <source>已去掉这次退回</source>
   <translation>Return removed</translation>
  </message>
  <message>
   <source>上传之后</source>
   <translation>After the upload</translation>
  </message>
  <message>
   <source>通过了</source>
   <translation>Passed</translation>
  </message>
  <message>
   <source>已完成</source>
   <translation>done</translation>
  </message>
  <message>
   <source>提交时间已记下</source>
   <translation>Noted</translation>
  </message>
  <message>
   <source>这个时间还没有到。没有写错的话，再按一次就照记。</source>
   <translation>This time is still to come. If it is right, press once more to note it.</translation>
  </message>
  <message>
   <source>导出</source>
   <translation>Export</translation>
  </message>
  <message>
   <source>提交</source>
   <translation>Handed in</translation>
  </message>
  <message>
   <source>导出并上传以后，回到这里</source>
   <translation>Come back here after exporting and uploading</translation>
  </message>
  <message>
   <source>在平台点过“提交”，就回来记一下</source>
   <translation>Press Submit on the platform, then note it here</translation>
  </message>
  <message>
   <source>平台上有了结果，就回来记一下</source>
   <translation>Note here what the platform says once it is known</translation>
  </message>
  <message>
   <source>都办完了</source>
   <translation>All done</translation>
  </message>
  <message>
   <source>记下了：{station}</source>
   <translation>Noted: {station}</translation>
  </message>
 </context>
 <context>
  <name>CheckPage</name>
  <message numerus="yes">
   <source>记下了：%n 条都就这样，您说明了原因</source>
   <translation>
    <numerusform>Noted: %n line stands for your reason</numerusform>
    <numerusform>Noted: %n lines stand for your reason</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>先导出 %n 页</source>
   <translation>
    <numerusform>Export %n page first</numerusform>
    <numerusform>Export %n pages first</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>导出 %n 页</source>
   <translation>
    <numerusform>Export %n page</numerusform>
    <numerusform>Export %n pages</numerusform>
   </translation>
  </message>
  <message>
   <source>改</source>
   <translation>Change</translation>
  </message>
  <message>
   <source>整份申报</source>
   <translation>The whole application</translation>
  </message>
  <message>
   <source>上传方式：还没有选</source>
   <translation>Upload: not chosen yet</translation>
  </message>
  <message>
   <source>上传方式：还不确定</source>
   <translation>Upload: not known yet</translation>
  </message>
  <message>
   <source>上传方式：上传遮好的图片</source>
   <translation>Upload: covered pictures</translation>
  </message>
  <message>
   <source>上传方式：平台内遮盖</source>
   <translation>Upload: covered on the platform</translation>
  </message>
  <message>
   <source>轮到您</source>
   <translation>Your turn</translation>
  </message>
  <message>
   <source>看原话</source>
   <translation>See the notice</translation>
  </message>
  <message>
   <source>就这样，我知道…</source>
   <translation>It is right, I know…</translation>
  </message>
  <message>
   <source>说明为什么没有…</source>
   <translation>Say why there is none…</translation>
  </message>
  <message>
   <source>等单位</source>
   <translation>Waiting for others</translation>
  </message>
  <message>
   <source>可以导出</source>
   <translation>Ready to export</translation>
  </message>
  <message numerus="yes">
   <source>%n 页</source>
   <translation>
    <numerusform>%n page</numerusform>
    <numerusform>%n pages</numerusform>
   </translation>
  </message>
  <message>
   <source>记下了：就这样，您说明了原因</source>
   <translation>Noted: it stands, with your reason</translation>
  </message>
  <message>
   <source>收回了，这一条重新要处理</source>
   <translation>Taken back: to be dealt with again</translation>
  </message>
  <message>
   <source>最后检查</source>
   <translation>Final check</translation>
  </message>
  <message>
   <source>材料真实，我负责</source>
   <translation>My material is true</translation>
  </message>
  <message>
   <source>了解更多</source>
   <translation>Learn more</translation>
  </message>
  <message>
   <source>几条一起就这样…</source>
   <translation>Let several stand…</translation>
  </message>
  <message>
   <source>放进来…</source>
   <translation>Put in…</translation>
  </message>
  <message>
   <source>仅供知道 {n}</source>
   <translation>For your information {n}</translation>
  </message>
  <message>
   <source>记下了：这里没有材料，您说明了原因</source>
   <translation>Noted: nothing belongs here, and why</translation>
  </message>
  <message>
   <source>再导出一次</source>
   <translation>Export again</translation>
  </message>
  <message>
   <source>给第 1 条换文件…</source>
   <translation>Replace the file of no. 1…</translation>
  </message>
  <message>
   <source>去看第 1 条</source>
   <translation>Go to the first</translation>
  </message>
  <message>
   <source>先选上传方式</source>
   <translation>First choose the way of uploading</translation>
  </message>
  <message>
   <source>打开上传助手</source>
   <translation>Open the upload assistant</translation>
  </message>
  <message>
   <source>先确认真实性</source>
   <translation>First confirm truthfulness</translation>
  </message>
  <message>
   <source>回到栏目</source>
   <translation>Back to the sections</translation>
  </message>
  <message>
   <source>没有了</source>
   <translation>Nothing left</translation>
  </message>
  <message numerus="yes">
   <source>只导出这一栏已确认的 %n 页</source>
   <translation>
    <numerusform>Export only the %n confirmed page of this section</numerusform>
    <numerusform>Export only the %n confirmed pages of this section</numerusform>
   </translation>
  </message>
  <message>
   <source>还没有</source>
   <translation>Not yet</translation>
  </message>
  <message>
   <source>　您说就这样 {n}</source>
   <translation>  Let stand {n}</translation>
  </message>
  <message>
   <source>空格</source>
   <translation>Space</translation>
  </message>
  <message>
   <source>第 {n} 页已转正，会重新读一遍</source>
   <translation>Page {n} stands upright and will be read again</translation>
  </message>
 </context>
 <context>
  <name>check_paper</name>
  <message>
   <source>最后检查 {title}.pdf</source>
   <translation>Final check {title}.pdf</translation>
  </message>
  <message>
   <source>最后检查：{title}</source>
   <translation>Final check: {title}</translation>
  </message>
  <message>
   <source>检查于 {moment}</source>
   <translation>Checked on {moment}</translation>
  </message>
  <message>
   <source>等别人的 {n} 条，拿到后放进来</source>
   <translation>Waiting for others: {n}; add the scans once you have them</translation>
  </message>
  <message>
   <source>仅供知道的 {n} 条</source>
   <translation>{n} good to know</translation>
  </message>
 </context>
 <context>
  <name>DifferenceCard</name>
  <message>
   <source>只删除 {n} 张</source>
   <translation>delete {n}</translation>
  </message>
  <message>
   <source>删除后改传 {n} 张</source>
   <translation>delete and replace {n}</translation>
  </message>
  <message>
   <source>新增 {n} 张</source>
   <translation>add {n}</translation>
  </message>
  <message>
   <source>重新点选 {n} 张</source>
   <translation>click {n} anew</translation>
  </message>
  <message>
   <source>还有 {n} 张，见“自用”里的改动对照。</source>
   <translation>{n} more: see the page of differences in “自用”.</translation>
  </message>
  <message>
   <source>，</source>
   <translation>, </translation>
  </message>
 </context>
 <context>
  <name>ExportPart</name>
  <message>
   <source>程序把遮盖处涂成不透明的黑，另存为新的图片，再从头读一遍；原件不会改动。</source>
   <translation>Covered places are painted solid black, saved as new pictures and read again from the start; originals are not changed.</translation>
  </message>
  <message>
   <source>材料包放在哪个文件夹里</source>
   <translation>Folder for the package</translation>
  </message>
  <message numerus="yes">
   <source>已导出 %n 页</source>
   <translation>
    <numerusform>%n page exported</numerusform>
    <numerusform>%n pages exported</numerusform>
   </translation>
  </message>
  <message>
   <source>只放上次提交以后改过的图片</source>
   <translation>Only pictures changed since the last submission</translation>
  </message>
  <message>
   <source>换一个位置…</source>
   <translation>Another place…</translation>
  </message>
  <message>
   <source>停止，不留下半个材料包</source>
   <translation>Stop; no half package is left</translation>
  </message>
  <message numerus="yes">
   <source>导出 %n 页</source>
   <translation>
    <numerusform>Export %n page</numerusform>
    <numerusform>Export %n pages</numerusform>
   </translation>
  </message>
  <message>
   <source>另有 {k} 页还没有提交过，一起导出 {n} 页</source>
   <translation>{k} more never handed in: export all {n}</translation>
  </message>
  <message>
   <source>按您选的上传方式，导出转正的原图和遮盖位置清单。这些是没有遮盖的原图，只用于在平台内遮盖。</source>
   <translation>By your way of uploading, upright originals and a list of places to cover are exported. They carry no covers and are only for covering on the platform.</translation>
  </message>
  <message numerus="yes">
   <source>导出改过的 %n 页</source>
   <translation>
    <numerusform>Export %n changed page</numerusform>
    <numerusform>Export %n changed pages</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>导出已确认的 %n 页</source>
   <translation>
    <numerusform>Export %n confirmed page</numerusform>
    <numerusform>Export %n confirmed pages</numerusform>
   </translation>
  </message>
  <message>
   <source>写完这一页后停下</source>
   <translation>Stops after this page</translation>
  </message>
  <message numerus="yes">
   <source>正在导出改过的 %n 页</source>
   <translation>
    <numerusform>Exporting %n changed page</numerusform>
    <numerusform>Exporting %n changed pages</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>已导出 %n 页；之后又改过，改的不在里面</source>
   <translation>
    <numerusform>%n page exported; what was changed since is not in it</numerusform>
    <numerusform>%n pages exported; what was changed since is not in it</numerusform>
   </translation>
  </message>
  <message>
   <source>先去复核，还没有可以导出的页</source>
   <translation>First review: no page can be exported yet</translation>
  </message>
  <message numerus="yes">
   <source>只导出改过的 %n 页</source>
   <translation>
    <numerusform>Export only %n changed page</numerusform>
    <numerusform>Export only %n changed pages</numerusform>
   </translation>
  </message>
  <message>
   <source>再导出全部材料</source>
   <translation>Export everything again</translation>
  </message>
  <message numerus="yes">
   <source>只导出“{section}”，已确认的 %n 页</source>
   <translation>
    <numerusform>Only “{section}”: %n confirmed page</numerusform>
    <numerusform>Only “{section}”: %n confirmed pages</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>已写好并再读 {i} / %n 页</source>
   <translation>
    <numerusform>{i} of %n page written and read again</numerusform>
    <numerusform>{i} of %n pages written and read again</numerusform>
   </translation>
  </message>
  <message>
   <source>正在导出…</source>
   <translation>Exporting…</translation>
  </message>
  <message>
   <source>再导出一次</source>
   <translation>Export again</translation>
  </message>
  <message>
   <source>打开上传助手</source>
   <translation>Open the upload assistant</translation>
  </message>
  <message numerus="yes">
   <source>还有 %n 页没有确认或没有收下，这次不放入。</source>
   <translation>
    <numerusform>%n page is not confirmed or not taken and stays out this time.</numerusform>
    <numerusform>%n pages are not confirmed or not taken and stay out this time.</numerusform>
   </translation>
  </message>
  <message>
   <source>放在这里</source>
   <translation>It will lie here</translation>
  </message>
  <message>
   <source>已停下，没有留下半个材料包。</source>
   <translation>Stopped; no half package was left.</translation>
  </message>
 </context>
 <context>
  <name>FaultCard</name>
  <message>
   <source>这一栏的第 {k} 张，第 {n} 页</source>
   <translation>picture {k} here, page {n}</translation>
  </message>
  <message>
   <source>指明是哪一处…</source>
   <translation>Say which place…</translation>
  </message>
  <message>
   <source>不是这一页…</source>
   <translation>Not this page…</translation>
  </message>
  <message>
   <source>指明是哪一页…</source>
   <translation>Say which page…</translation>
  </message>
  <message>
   <source>把新的扫描件拖到这里</source>
   <translation>Drop the new scan here</translation>
  </message>
  <message>
   <source>去确认这一页</source>
   <translation>Confirm this page</translation>
  </message>
  <message>
   <source>盖这里</source>
   <translation>Cover here</translation>
  </message>
  <message>
   <source>自己画</source>
   <translation>Draw a cover</translation>
  </message>
  <message>
   <source>换这一页…</source>
   <translation>Replace page…</translation>
  </message>
  <message>
   <source>改过并确认后自动打勾；要退回去，按 Ctrl+Z。</source>
   <translation>Ticked by itself after the change was confirmed; Ctrl+Z takes it back.</translation>
  </message>
  <message>
   <source>没有对上是哪一处，请指明。</source>
   <translation>Its place was not found; please say which.</translation>
  </message>
  <message>
   <source>第 {n} 页，{file}</source>
   <translation>page {n}, {file}</translation>
  </message>
  <message>
   <source>放进来…</source>
   <translation>Put in…</translation>
  </message>
  <message>
   <source>您注明：{word}</source>
   <translation>Your word: {word}</translation>
  </message>
  <message>
   <source>收回</source>
   <translation>Take back</translation>
  </message>
  <message>
   <source>为什么算改好了</source>
   <translation>Why it counts as mended</translation>
  </message>
  <message>
   <source>为什么算改好了，一句话</source>
   <translation>Why it counts as mended, in a word</translation>
  </message>
  <message>
   <source>就这样</source>
   <translation>That is it</translation>
  </message>
  <message>
   <source>不用改图，就这样…</source>
   <translation>No picture to change: let it stand…</translation>
  </message>
  <message>
   <source>正在读第 {n} 页</source>
   <translation>Reading page {n}</translation>
  </message>
  <message>
   <source>已改好</source>
   <translation>Mended</translation>
  </message>
 </context>
 <context>
  <name>LetStand</name>
  <message>
   <source>为什么可以就这样</source>
   <translation>Why it may stand</translation>
  </message>
  <message>
   <source>为什么可以就这样，一句话</source>
   <translation>Why it may stand, in one sentence</translation>
  </message>
  <message>
   <source>就这样</source>
   <translation>That is it</translation>
  </message>
 </context>
 <context>
  <name>Stood</name>
  <message>
   <source>收回</source>
   <translation>Take back</translation>
  </message>
  <message>
   <source>就这样，您的原因：{reason}</source>
   <translation>Let stand; your reason: {reason}</translation>
  </message>
 </context>
 <context>
  <name>RefusedRow</name>
  <message>
   <source>移走</source>
   <translation>Remove</translation>
  </message>
  <message>
   <source>打开文件所在的文件夹</source>
   <translation>Open the file's folder</translation>
  </message>
  <message>
   <source>换文件…</source>
   <translation>Another file…</translation>
  </message>
 </context>
 <context>
  <name>ResultView</name>
  <message>
   <source>“{pictures}”里只有图片，照清单传到平台；“{own}”里留给您自己，不要上传。</source>
   <translation>“{pictures}” holds only pictures, to upload by the checklist; what lies in “{own}” is for yourself and not to be uploaded.</translation>
  </message>
  <message numerus="yes">
   <source>每张成品都读过第二遍；除您决定不盖的 %n 处以外，没有再认出您的姓名和单位。</source>
   <translation>
    <numerusform>Every finished picture was read a second time; apart from the %n place that you left open, name and employer were not found again.</numerusform>
    <numerusform>Every finished picture was read a second time; apart from the %n places that you left open, name and employer were not found again.</numerusform>
   </translation>
  </message>
  <message>
   <source>打开上传清单</source>
   <translation>Open the checklist</translation>
  </message>
  <message>
   <source>打开文件夹</source>
   <translation>Open the folder</translation>
  </message>
  <message>
   <source>这个文件夹里是没有遮盖的原图，只用于在平台内遮盖。</source>
   <translation>This folder holds originals without covers, only for covering on the platform.</translation>
  </message>
  <message>
   <source>每张成品都读过第二遍，没有再认出您的姓名和单位。</source>
   <translation>Every finished picture was read a second time; name and employer were not found again.</translation>
  </message>
  <message>
   <source>材料包在这里</source>
   <translation>The package lies here</translation>
  </message>
  <message numerus="yes">
   <source>没有放入的 %n 页</source>
   <translation>
    <numerusform>%n page stayed out</numerusform>
    <numerusform>%n pages stayed out</numerusform>
   </translation>
  </message>
  <message>
   <source>在浏览器里打开，在那里打印</source>
   <translation>Opens in the browser; print it there</translation>
  </message>
  <message>
   <source>平台不收？…</source>
   <translation>Refused?…</translation>
  </message>
  <message>
   <source>平台上要做的</source>
   <translation>To do on the platform</translation>
  </message>
  <message>
   <source>看这一页</source>
   <translation>See this page</translation>
  </message>
 </context>
 <context>
  <name>ReturnCard</name>
  <message>
   <source>没有复制到文字：请在平台上复制退回意见的文字；只有截图时，请照着打进来。</source>
   <translation>No text was copied: please copy the text of the note on the platform; if there is only a screenshot, please type it.</translation>
  </message>
  <message>
   <source>请写平台上显示的退回时间，从那时起计时。</source>
   <translation>Write when the platform says it was returned; the clock runs from then.</translation>
  </message>
  <message>
   <source>退回的意见</source>
   <translation>Words of the return</translation>
  </message>
  <message>
   <source>整段粘贴在这里</source>
   <translation>Paste all of it here</translation>
  </message>
  <message>
   <source>请粘贴退回意见</source>
   <translation>Paste the note</translation>
  </message>
  <message>
   <source>请选谁退回的</source>
   <translation>Choose who returned it</translation>
  </message>
  <message>
   <source>登记，开始计时</source>
   <translation>Note it, start the clock</translation>
  </message>
  <message>
   <source>退回时间（北京时间）</source>
   <translation>Sent back at (Beijing time)</translation>
  </message>
  <message>
   <source>北京时间，如 2026-05-01 09:30</source>
   <translation>Beijing time, such as 2026-05-01 09:30</translation>
  </message>
  <message>
   <source>改</source>
   <translation>Change</translation>
  </message>
  <message>
   <source>改退回时间</source>
   <translation>Change the time of the return</translation>
  </message>
  <message>
   <source>都对上了上传位置</source>
   <translation>all of them with their places</translation>
  </message>
  <message>
   <source>退回意见</source>
   <translation>Note of the return</translation>
  </message>
  <message>
   <source>请先把平台上的退回意见粘贴在这里，还没有登记。</source>
   <translation>Paste the words of the return here first; nothing was noted yet.</translation>
  </message>
  <message>
   <source>什么时候</source>
   <translation>When</translation>
  </message>
  <message>
   <source>时间写成 2026-05-01 09:30 这样。</source>
   <translation>Write the time as 2026-05-01 09:30.</translation>
  </message>
  <message>
   <source>。</source>
   <translation>. </translation>
  </message>
  <message>
   <source>谁退回的</source>
   <translation>Returned by</translation>
  </message>
  <message>
   <source>请选谁退回的：时限和次数按它算。</source>
   <translation>Choose who sent it back: term and count go by it.</translation>
  </message>
  <message>
   <source>就是现在，{t}</source>
   <translation>Now, {t}</translation>
  </message>
  <message>
   <source>要改的 {n} 处</source>
   <translation>{n} to mend</translation>
  </message>
  <message>
   <source>{k} 处对上了上传位置，其余请您指明</source>
   <translation>{k} with their places, the others are yours to say</translation>
  </message>
  <message>
   <source>{n} 句只是说明，不算一处</source>
   <translation>asking for nothing: {n}</translation>
  </message>
  <message>
   <source>，</source>
   <translation>, </translation>
  </message>
 </context>
 <context>
  <name>RoundCard</name>
  <message>
   <source>记错了</source>
   <translation>By mistake</translation>
  </message>
 </context>
 <context>
  <name>RoundPage</name>
  <message>
   <source>已盖上这一处，请再确认这一页</source>
   <translation>Covered; please confirm the page again</translation>
  </message>
  <message>
   <source>补正</source>
   <translation>Correction round</translation>
  </message>
  <message>
   <source>上传助手</source>
   <translation>Upload assistant</translation>
  </message>
  <message>
   <source>加一条…</source>
   <translation>Add one…</translation>
  </message>
  <message>
   <source>意见里没有写要改哪一处</source>
   <translation>The return names nothing to mend</translation>
  </message>
  <message>
   <source>记错了，改…</source>
   <translation>Wrong, change…</translation>
  </message>
  <message>
   <source>退回意见</source>
   <translation>Note of the return</translation>
  </message>
  <message>
   <source>这是最后一次修改机会，建议请同事再看一遍。</source>
   <translation>This is the last chance to mend; let a colleague look once more.</translation>
  </message>
  <message numerus="yes">
   <source>导出改过的 %n 页</source>
   <translation>
    <numerusform>Export %n changed page</numerusform>
    <numerusform>Export %n changed pages</numerusform>
   </translation>
  </message>
  <message>
   <source>只做改过的页，别的页不再读。</source>
   <translation>Only changed pages are made, no others are read.</translation>
  </message>
  <message>
   <source>已去掉这次退回</source>
   <translation>Return removed</translation>
  </message>
  <message>
   <source>加了一条要改的</source>
   <translation>A point was added</translation>
  </message>
  <message>
   <source>提交时间已记下</source>
   <translation>Noted</translation>
  </message>
  <message>
   <source>回到栏目</source>
   <translation>Back to the sections</translation>
  </message>
  <message>
   <source>要改的 {n} 处，还剩 {k} 处</source>
   <translation>To mend: {n}, left: {k}</translation>
  </message>
  <message>
   <source>按通知</source>
   <translation>The notice</translation>
  </message>
  <message>
   <source>按意见</source>
   <translation>The return</translation>
  </message>
  <message>
   <source>按哪个算？</source>
   <translation>Which counts?</translation>
  </message>
  <message>
   <source>到 {end} 为止</source>
   <translation>Until {end}</translation>
  </message>
  <message>
   <source>记下：已重新提交</source>
   <translation>Note: handed in again</translation>
  </message>
  <message>
   <source>在平台上换好、提交以后按这里。</source>
   <translation>Press this after handing in on the platform.</translation>
  </message>
  <message>
   <source>另外要改的一处</source>
   <translation>One more thing to mend</translation>
  </message>
  <message>
   <source>先处理还没确认的页</source>
   <translation>First the pages not yet confirmed</translation>
  </message>
  <message>
   <source>空格</source>
   <translation>Space</translation>
  </message>
  <message>
   <source>第 {n} 处已注明</source>
   <translation>Point {n}: word noted</translation>
  </message>
  <message>
   <source>这一栏的第 {k} 张：{file}</source>
   <translation>picture {k} here: {file}</translation>
  </message>
  <message>
   <source>整个“{slot}”</source>
   <translation>all of “{slot}”</translation>
  </message>
  <message>
   <source>去确认第 {n} 处</source>
   <translation>Confirm point {n}</translation>
  </message>
  <message>
   <source>请改第 {n} 处</source>
   <translation>Mend point {n}</translation>
  </message>
 </context>
 <context>
  <name>stations</name>
  <message>
   <source>单位审核</source>
   <translation>Employer's check</translation>
  </message>
  <message>
   <source>主管单位审核</source>
   <translation>Supervising unit's check</translation>
  </message>
  <message>
   <source>评审委员会接收</source>
   <translation>Received by the committee</translation>
  </message>
  <message>
   <source>缴费</source>
   <translation>Fee</translation>
  </message>
  <message>
   <source>答辩</source>
   <translation>Defence</translation>
  </message>
  <message>
   <source>纸质材料</source>
   <translation>Papers</translation>
  </message>
  <message>
   <source>评审结果公示</source>
   <translation>Posting of the result</translation>
  </message>
  <message>
   <source>领取证书</source>
   <translation>Certificate</translation>
  </message>
  <message>
   <source>等单位在平台上审核</source>
   <translation>Your employer reviews it on the platform</translation>
  </message>
  <message>
   <source>等主管单位在平台上审核</source>
   <translation>The supervising unit reviews it on the platform</translation>
  </message>
  <message>
   <source>等评审委员会在平台上接收</source>
   <translation>The review committee receives it on the platform</translation>
  </message>
  <message>
   <source>照通知缴费</source>
   <translation>Pay as the notice says</translation>
  </message>
  <message>
   <source>要答辩的，等通知哪一天</source>
   <translation>If there is a defence, you are told the day</translation>
  </message>
  <message>
   <source>照通知交纸质材料</source>
   <translation>Hand in the papers as the notice says</translation>
  </message>
  <message>
   <source>等公示的结果</source>
   <translation>Wait for the posted results</translation>
  </message>
  <message>
   <source>照通知领证书</source>
   <translation>Fetch the certificate as the notice says</translation>
  </message>
  <message>
   <source>{what}，最晚 {m} 月 {d} 日。</source>
   <translation>{what}, by {d}/{m} at the latest.</translation>
  </message>
  <message>
   <source>{what}。</source>
   <translation>{what}.</translation>
  </message>
 </context>
 <context>
  <name>Together</name>
  <message numerus="yes">
   <source>选上能说明原因的 %n 条</source>
   <translation>
    <numerusform>Choose the %n line that may stand</numerusform>
    <numerusform>Choose the %n lines that may stand</numerusform>
   </translation>
  </message>
  <message>
   <source>为什么可以就这样</source>
   <translation>Why it may stand</translation>
  </message>
  <message>
   <source>选中的都是同一个原因，一句话</source>
   <translation>One reason for all that are chosen</translation>
  </message>
  <message numerus="yes">
   <source>%n 条都就这样</source>
   <translation>
    <numerusform>Let %n line stand</numerusform>
    <numerusform>Let %n lines stand</numerusform>
   </translation>
  </message>
  <message>
   <source>选上：{told}</source>
   <translation>Choose: {told}</translation>
  </message>
 </context>
 <context>
  <name>UploadStrip</name>
  <message>
   <source>删 {old}，传 {new} → {slot}</source>
   <translation>Delete {old}, upload {new} → {slot}</translation>
  </message>
  <message>
   <source>按住图片拖进浏览器，或</source>
   <translation>Drag pictures into the browser, or</translation>
  </message>
  <message>
   <source>上一栏</source>
   <translation>Back</translation>
  </message>
  <message>
   <source>这一栏没有图片，或材料包移走了；可以回到案卷里再导出一次。</source>
   <translation>This section has no pictures, or the package was moved; you can export it again in the case.</translation>
  </message>
  <message>
   <source>还没有导出。先在案卷里导出材料包，这里就按平台的栏目一栏一栏带您传。</source>
   <translation>Nothing is exported yet. Export a package first; then this leads through the platform's sections.</translation>
  </message>
  <message>
   <source>传 {new} → {slot}</source>
   <translation>Upload {new} → {slot}</translation>
  </message>
  <message>
   <source>上传助手</source>
   <translation>Upload assistant</translation>
  </message>
  <message>
   <source>栏目 {n} / {m}</source>
   <translation>Section {n} / {m}</translation>
  </message>
  <message>
   <source>都传好了</source>
   <translation>All uploaded</translation>
  </message>
  <message>
   <source>传好了，下一栏</source>
   <translation>Done, next section</translation>
  </message>
  <message>
   <source>文件夹的路径已复制，到浏览器的选文件框里粘贴。</source>
   <translation>The folder's path was copied; paste it where the browser asks for files.</translation>
  </message>
  <message>
   <source>这一栏没有要填的字。</source>
   <translation>This section has no text to fill in.</translation>
  </message>
  <message>
   <source>删 {old}，不再上传 → {slot}</source>
   <translation>Delete {old}, upload nothing → {slot}</translation>
  </message>
  <message>
   <source>删旧的 {old}，传新的 {new} → {slot}</source>
   <translation>Delete the old {old}, upload the new {new} → {slot}</translation>
  </message>
  <message>
   <source>每张图在平台上点什么：{q}</source>
   <translation>What to click for each picture: {q}</translation>
  </message>
  <message>
   <source>“{title}”已复制</source>
   <translation>“{title}” was copied</translation>
  </message>
  <message>
   <source>要填的字</source>
   <translation>Texts to fill in</translation>
  </message>
  <message>
   <source>复制“{title}”</source>
   <translation>Copy “{title}”</translation>
  </message>
 </context>
 <context>
  <name>CaseBar</name>
  <message>
   <source>再试一次</source>
   <translation>Try again</translation>
  </message>
  <message>
   <source>栏目</source>
   <translation>Sections</translation>
  </message>
  <message>
   <source>未能保存</source>
   <translation>Not saved</translation>
  </message>
  <message>
   <source>练习，不保存</source>
   <translation>Practice, not saved</translation>
  </message>
  <message>
   <source>已保存 {t}</source>
   <translation>Saved {t}</translation>
  </message>
  <message>
   <source>只能看，不能改</source>
   <translation>Read only</translation>
  </message>
  <message>
   <source>正在保存</source>
   <translation>Saving</translation>
  </message>
  <message>
   <source>已保存</source>
   <translation>Saved</translation>
  </message>
 </context>
 <context>
  <name>limit_words</name>
  <message>
   <source>几页合并成长图</source>
   <translation>pages joined into one tall picture</translation>
  </message>
  <message>
   <source>太大的页拆开</source>
   <translation>split pages that are too large</translation>
  </message>
  <message numerus="yes">
   <source>最多 %n 张</source>
   <translation>
    <numerusform>at most %n picture</numerusform>
    <numerusform>at most %n pictures</numerusform>
   </translation>
  </message>
  <message>
   <source>，</source>
   <translation>, </translation>
  </message>
  <message>
   <source>单个文件不超过 {n} KB</source>
   <translation>at most {n} KB a file</translation>
  </message>
  <message>
   <source>长边不超过 {n} 像素</source>
   <translation>longer side at most {n} pixels</translation>
  </message>
  <message>
   <source>平台限制：{limit}</source>
   <translation>Platform limit: {limit}</translation>
  </message>
  <message>
   <source>平台限制（所有位置）：{limit}</source>
   <translation>Platform limit (every place): {limit}</translation>
  </message>
  <message>
   <source>不限</source>
   <translation>no limit</translation>
  </message>
 </context>
 <context>
  <name>LimitDialog</name>
  <message>
   <source>照平台的提示填，没说的留空。再导出时按它重做图片，看不清的不会导出。</source>
   <translation>Enter what the platform says and leave the rest empty. The next export makes the pictures anew within it; what could no longer be read is not exported.</translation>
  </message>
  <message>
   <source>单个文件不超过多少 KB</source>
   <translation>At most how many KB a file</translation>
  </message>
  <message>
   <source>长边不超过多少像素</source>
   <translation>At most how many pixels on the longer side</translation>
  </message>
  <message>
   <source>最多多少张</source>
   <translation>At most how many pictures</translation>
  </message>
  <message>
   <source>记下</source>
   <translation>Note it</translation>
  </message>
  <message>
   <source>清除</source>
   <translation>Clear</translation>
  </message>
  <message>
   <source>不改</source>
   <translation>Change nothing</translation>
  </message>
  <message>
   <source>所有没有单独限制的位置</source>
   <translation>Every place without a limit of its own</translation>
  </message>
  <message>
   <source>。导出时勾选“只放上次提交以后改过的图片”</source>
   <translation>. Tick “Only pictures changed since the last submission” when exporting</translation>
  </message>
  <message>
   <source>所有位置的限制已记下；再导出时只重做受影响的图片</source>
   <translation>Limit of every place noted; the next export makes only the pictures anew that it touches</translation>
  </message>
  <message>
   <source>“{slot}”的限制已取消；再导出时只重做这里的图片</source>
   <translation>Limit of “{slot}” removed; the next export makes only the pictures of this place anew</translation>
  </message>
  <message>
   <source>“{slot}”的限制已记下；再导出时只重做这里的图片</source>
   <translation>Limit of “{slot}” noted; the next export makes only the pictures of this place anew</translation>
  </message>
  <message>
   <source>对哪个上传位置</source>
   <translation>For which upload place</translation>
  </message>
  <message>
   <source>一页一张</source>
   <translation>One picture a page</translation>
  </message>
  <message>
   <source>合并成长图</source>
   <translation>Join into one tall picture</translation>
  </message>
  <message>
   <source>太大的页拆开</source>
   <translation>split pages that are too large</translation>
  </message>
  <message>
   <source>单个文件不超过</source>
   <translation>A file at most</translation>
  </message>
  <message>
   <source>长边不超过</source>
   <translation>Longer side at most</translation>
  </message>
  <message>
   <source>像素</source>
   <translation>pixels</translation>
  </message>
  <message>
   <source>最多</source>
   <translation>At most</translation>
  </message>
  <message>
   <source>张</source>
   <translation>pictures</translation>
  </message>
  <message>
   <source>平台说这里收多大、收几张？</source>
   <translation>What does the platform take here?</translation>
  </message>
  <message>
   <source>所有位置的限制已取消；再导出时只重做受影响的图片</source>
   <translation>Limit of every place removed; the next export makes only the pictures anew that it touched</translation>
  </message>
  <message>
   <source>平台不收</source>
   <translation>The platform refuses it</translation>
  </message>
 </context>
 <context>
  <name>finding_door</name>
  <message>
   <source>去核对</source>
   <translation>Answer it</translation>
  </message>
  <message>
   <source>去复核</source>
   <translation>Review</translation>
  </message>
  <message>
   <source>去回答</source>
   <translation>Answer</translation>
  </message>
  <message>
   <source>去填写</source>
   <translation>Fill in</translation>
  </message>
  <message>
   <source>去归类</source>
   <translation>Sort them</translation>
  </message>
  <message>
   <source>放入附件…</source>
   <translation>Add the annex…</translation>
  </message>
  <message>
   <source>看原话</source>
   <translation>See the notice</translation>
  </message>
  <message>
   <source>放入文件…</source>
   <translation>Add files…</translation>
  </message>
  <message>
   <source>去放材料</source>
   <translation>Add pages</translation>
  </message>
  <message>
   <source>看这一栏</source>
   <translation>See the section</translation>
  </message>
  <message>
   <source>转正</source>
   <translation>Stand upright</translation>
  </message>
  <message>
   <source>看这一页</source>
   <translation>See this page</translation>
  </message>
 </context>
 <context>
  <name>notice_files</name>
  <message>
   <source>Word、PDF、文本、图片</source>
   <translation>Word, PDF, text, pictures</translation>
  </message>
  <message>
   <source>所有文件</source>
   <translation>All files</translation>
  </message>
  <message>
   <source>选通知的文件</source>
   <translation>Choose the notice's file</translation>
  </message>
 </context>
 <context>
  <name>NoticePanel</name>
  <message>
   <source>在原文里查找</source>
   <translation>Find in the notice</translation>
  </message>
  <message>
   <source>在原文里查找，回车到下一处</source>
   <translation>Find in the notice; Enter for the next</translation>
  </message>
  <message>
   <source>收起</source>
   <translation>Close</translation>
  </message>
  <message>
   <source>这份通知没有附原文。</source>
   <translation>This notice comes without its text.</translation>
  </message>
  <message>
   <source>选一条检查意见，这里就标出它依据的原话。</source>
   <translation>Choose a finding; the words that it rests on are marked here.</translation>
  </message>
  <message>
   <source>通知原文</source>
   <translation>The notice</translation>
  </message>
  <message>
   <source>{clause}　·　第 {n} 行</source>
   <translation>{clause}　·　line {n}</translation>
  </message>
 </context>
 <context>
  <name>PathLine</name>
  <message>
   <source>申报的七步</source>
   <translation>The seven steps of an application</translation>
  </message>
 </context>
 <context>
  <name>ReadingFoot</name>
  <message>
   <source>A　D　翻页</source>
   <translation>A　D　turn pages</translation>
  </message>
  <message>
   <source>停止</source>
   <translation>Stop</translation>
  </message>
  <message numerus="yes">
   <source>已停下，读过 %n 页</source>
   <translation>
    <numerusform>Stopped after %n page</numerusform>
    <numerusform>Stopped after %n pages</numerusform>
   </translation>
  </message>
  <message>
   <source>继续</source>
   <translation>Go on</translation>
  </message>
  <message>
   <source>已读 {n} / {m} 页</source>
   <translation>Pages read: {n} of {m}</translation>
  </message>
  <message>
   <source>正在读 {n} / {m}</source>
   <translation>Reading {n} / {m}</translation>
  </message>
 </context>
 <context>
  <name>_Painter</name>
  <message>
   <source>建议</source>
   <translation>Proposed</translation>
  </message>
 </context>
 <context>
  <name>SlotPicker</name>
  <message>
   <source>数字选，↑ ↓ 和 Enter 也可以，Esc 不移</source>
   <translation>Digits pick, so do ↑ ↓ and Enter; Esc moves nothing</translation>
  </message>
  <message>
   <source>上传位置</source>
   <translation>Slot</translation>
  </message>
  <message>
   <source>按数字，或打字、打拼音首字母找</source>
   <translation>Press a digit, or type part of the name</translation>
  </message>
  <message>
   <source>可以移到的位置</source>
   <translation>Places to move to</translation>
  </message>
  <message>
   <source>{n} 页移到哪里？</source>
   <translation>Move where? (pages: {n})</translation>
  </message>
 </context>
 <context>
  <name>ManualReader</name>
  <message numerus="yes">
   <source>找到 %n 段</source>
   <translation>
    <numerusform>%n passage found</numerusform>
    <numerusform>%n passages found</numerusform>
   </translation>
  </message>
  <message>
   <source>没有找到“{words}”。换个词试试，例如“公章”“退回”。</source>
   <translation>“{words}” was not found. Try another word, for example “seal” or “return”.</translation>
  </message>
  <message>
   <source>手册</source>
   <translation>Manual</translation>
  </message>
  <message>
   <source>目录</source>
   <translation>Contents</translation>
  </message>
 </context>
 <context>
  <name>HelpSheet</name>
  <message>
   <source>右手用鼠标，左手用字母键；每一步都可以撤销，随时可以关上窗口。</source>
   <translation>Right hand on the mouse, left hand on the letters; everything can be undone, the window can be closed at any time.</translation>
  </message>
  <message>
   <source>带图的整本</source>
   <translation>All, with pictures</translation>
  </message>
  <message>
   <source>在手册里查找</source>
   <translation>Look for something in the manual</translation>
  </message>
  <message>
   <source>目录</source>
   <translation>Contents</translation>
  </message>
  <message>
   <source>知道了</source>
   <translation>Got it</translation>
  </message>
  <message>
   <source>在浏览器里打开，可以打印；文件在这台电脑上</source>
   <translation>Opens in the browser and can be printed; the file is on this computer</translation>
  </message>
  <message>
   <source>快捷键与帮助</source>
   <translation>Keys and help</translation>
  </message>
 </context>
 <context>
  <name>IntakeCard</name>
  <message>
   <source>“{file}”与“{other}”内容相同，只留一份。</source>
   <translation>“{file}” has the same content as “{other}”; one copy is kept.</translation>
  </message>
  <message>
   <source>收下的马上可以归类，不必等。</source>
   <translation>What is in can be sorted at once; no need to wait.</translation>
  </message>
  <message>
   <source>停下</source>
   <translation>Stop</translation>
  </message>
  <message>
   <source>知道了</source>
   <translation>Got it</translation>
  </message>
  <message>
   <source>再选这些文件…</source>
   <translation>Choose these files…</translation>
  </message>
  <message>
   <source>放到未归类</source>
   <translation>Put into Unsorted</translation>
  </message>
  <message>
   <source>从案卷里移除</source>
   <translation>Remove from the case</translation>
  </message>
  <message>
   <source>再导出…</source>
   <translation>Export again…</translation>
  </message>
  <message>
   <source>{files}已经在这里，没有重复放入。</source>
   <translation>Here already, not added twice: {files}.</translation>
  </message>
  <message numerus="yes">
   <source>上次还没有放完，这 %n 个文件现在找不到：{files}。请再选一次。</source>
   <translation>
    <numerusform>Last time not everything came in, and %n file cannot be found now: {files}. Please choose it again.</numerusform>
    <numerusform>Last time not everything came in, and %n files cannot be found now: {files}. Please choose them again.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>案卷里有 %n 个上次已经收下、还没有放到任何位置的文件。</source>
   <translation>
    <numerusform>The case keeps %n file that came in last time and is in no place yet.</numerusform>
    <numerusform>The case keeps %n files that came in last time and are in no place yet.</numerusform>
   </translation>
  </message>
  <message>
   <source>上次的导出没有写完，没有留下半个材料包。请再导出一次；读过的图片不会重读。</source>
   <translation>The last export did not come to its end, and no half package was left. Please export once more; pictures that were read are not read again.</translation>
  </message>
  <message numerus="yes">
   <source>%n 个文件与别的文件内容相同，各只留一份：{files}。</source>
   <translation>
    <numerusform>%n file has the content of another; one copy is kept: {files}.</numerusform>
    <numerusform>%n files have the content of others; one copy of each is kept: {files}.</numerusform>
   </translation>
  </message>
  <message>
   <source>正在收下 {i} / {n}</source>
   <translation>Taking in {i} / {n}</translation>
  </message>
  <message>
   <source>已收下；有 {n} 个文件没有放入</source>
   <translation>Taken in; not added: {n}</translation>
  </message>
  <message>
   <source>上次没有做完的</source>
   <translation>Not finished last time</translation>
  </message>
  <message>
   <source>{names} 等 {n} 个</source>
   <translation>{names} and others, {n} in all</translation>
  </message>
 </context>
 <context>
  <name>TakingIn</name>
  <message numerus="yes">
   <source>放入 %n 页</source>
   <translation>
    <numerusform>%n page added</numerusform>
    <numerusform>%n pages added</numerusform>
   </translation>
  </message>
  <message>
   <source>找回的文件</source>
   <translation>File found again</translation>
  </message>
  <message>
   <source>粘贴的图片.png</source>
   <translation>pasted picture.png</translation>
  </message>
  <message>
   <source>{m} 个未收下：{why}</source>
   <translation>{m} not taken: {why}</translation>
  </message>
  <message>
   <source>没有复制到文件或图片，请先复制扫描件，再按 Ctrl+V。</source>
   <translation>Neither a file nor a picture was copied; please copy the scan first, then press Ctrl+V.</translation>
  </message>
  <message>
   <source>“{names}”设有打开密码。密码只用来打开，不会记下。</source>
   <translation>“{names}” asks for a password. It is only used to open the file and not kept.</translation>
  </message>
  <message>
   <source>第 {n} 页已换掉</source>
   <translation>Page {n} replaced</translation>
  </message>
  <message>
   <source>从“{folder}”收进 {n} 页</source>
   <translation>Pages taken from “{folder}”: {n}</translation>
  </message>
  <message>
   <source>第 {n} 页已换成新扫描件</source>
   <translation>Page {n} replaced by a new scan</translation>
  </message>
  <message>
   <source>打开密码</source>
   <translation>Password</translation>
  </message>
 </context>
 <context>
  <name>Scanner</name>
  <message>
   <source>扫描仪、手机的文件夹…</source>
   <translation>Folder of a scanner or phone…</translation>
  </message>
 </context>
 <context>
  <name>WatchCard</name>
  <message>
   <source>选扫描仪或手机存文件的文件夹</source>
   <translation>Choose the folder where the scanner or phone saves files</translation>
  </message>
  <message>
   <source>不再收</source>
   <translation>Stop taking</translation>
  </message>
  <message>
   <source>换一个…</source>
   <translation>Change…</translation>
  </message>
  <message>
   <source>选文件夹…</source>
   <translation>Choose a folder…</translation>
  </message>
  <message>
   <source>停下，不扫了</source>
   <translation>Stop scanning</translation>
  </message>
  <message>
   <source>从扫描仪扫一页</source>
   <translation>Scan a page</translation>
  </message>
  <message>
   <source>扫描仪存到这里就自动收进来</source>
   <translation>What your scanner saves comes in by itself</translation>
  </message>
  <message>
   <source>选一个文件夹：案卷开着的时候，扫描仪或手机存进去的图片和 PDF 自动放到“未归类”，也可以在这里按一下就扫。原来的文件不动；只看这个文件夹本身，不看里面的文件夹。</source>
   <translation>Choose a folder: while the case is open, pictures and PDFs that a scanner or phone puts into it go to Unsorted, and one button here scans a page. The files there stay as they are; folders inside it are not looked at.</translation>
  </message>
  <message>
   <source>存完两三秒后自动放到“未归类”，可以撤销；原来的文件不动。</source>
   <translation>They join the unsorted pages some seconds after they are saved; it can be undone, and the files stay as they are.</translation>
  </message>
  <message>
   <source>收“{folder}”里的</source>
   <translation>Take from “{folder}”</translation>
  </message>
  <message>
   <source>这 {n} 个也收下</source>
   <translation>Take these too ({n})</translation>
  </message>
  <message>
   <source>U 盘插回或文件夹改回来以后会接着收；已经收进来的都在。</source>
   <translation>Taking goes on when the stick or the folder is back; what was taken stays.</translation>
  </message>
  <message>
   <source>原来就在里面的 {n} 个没有收，可能是以前的或别人的。</source>
   <translation> Files that lay there before were not taken ({n}): they may be old, or somebody else's.</translation>
  </message>
  <message>
   <source>现在看不到“{folder}”</source>
   <translation>“{folder}” cannot be seen now</translation>
  </message>
  <message>
   <source>正在收存到“{folder}”里的扫描件</source>
   <translation>Taking the scans that are saved in “{folder}”</translation>
  </message>
 </context>
 <context>
  <name>AnswersView</name>
  <message>
   <source>全部答案</source>
   <translation>All answers</translation>
  </message>
  <message>
   <source>还没有</source>
   <translation>Not yet</translation>
  </message>
  <message>
   <source>还没有回答</source>
   <translation>Not answered yet</translation>
  </message>
  <message>
   <source>有了再填</source>
   <translation>Once there is something to tell</translation>
  </message>
  <message>
   <source>改</source>
   <translation>Change</translation>
  </message>
  <message>
   <source>回答</source>
   <translation>Answer</translation>
  </message>
  <message>
   <source>{answer}（程序默认）</source>
   <translation>{answer} (our default)</translation>
  </message>
 </context>
 <context>
  <name>InterviewPage</name>
  <message>
   <source>开头的提问</source>
   <translation>First questions</translation>
  </message>
  <message>
   <source>上一页</source>
   <translation>Previous</translation>
  </message>
  <message>
   <source>选上传方式</source>
   <translation>Choose how to upload</translation>
  </message>
  <message>
   <source>回到栏目</source>
   <translation>Back to the sections</translation>
  </message>
  <message>
   <source>一次看完全部答案</source>
   <translation>See all answers</translation>
  </message>
  <message>
   <source>看全部答案</source>
   <translation>All answers</translation>
  </message>
  <message>
   <source>下一页</source>
   <translation>Next</translation>
  </message>
  <message>
   <source>您申报什么？</source>
   <translation>What do you apply for?</translation>
  </message>
  <message>
   <source>还有这几样</source>
   <translation>A few more questions</translation>
  </message>
  <message>
   <source>提问　{n} / {m}</source>
   <translation>Questions　{n} / {m}</translation>
  </message>
  <message>
   <source>这 {n} 条是我，{next}</source>
   <translation>True of me: {n}, {next}</translation>
  </message>
  <message>
   <source>先留着，{next}</source>
   <translation>Leave open, {next}</translation>
  </message>
  <message>
   <source>都不是，{next}</source>
   <translation>None of them, {next}</translation>
  </message>
  <message>
   <source>下面哪些说的是您？</source>
   <translation>Which of these are true of you?</translation>
  </message>
 </context>
 <context>
  <name>option_words</name>
  <message>
   <source>不能申报</source>
   <translation>Cannot apply</translation>
  </message>
  <message>
   <source>接着问</source>
   <translation>More is asked</translation>
  </message>
  <message>
   <source>通知写明：{titles}</source>
   <translation>The notice says: {titles}</translation>
  </message>
  <message>
   <source>要交：{slots}</source>
   <translation>To hand in: {slots}</translation>
  </message>
  <message>
   <source>不用交：{slots}</source>
   <translation>Not needed: {slots}</translation>
  </message>
  <message>
   <source>原文未述，不算缺：{slots}</source>
   <translation>Not stated by the notice, not counted as missing: {slots}</translation>
  </message>
  <message>
   <source>会提示：{titles}</source>
   <translation>You will be told: {titles}</translation>
  </message>
  <message>
   <source>交一样即可：{slots}</source>
   <translation>One of these is enough: {slots}</translation>
  </message>
  <message>
   <source>等</source>
   <translation> and others</translation>
  </message>
 </context>
 <context>
  <name>QuestionCard</name>
  <message>
   <source>写成 2026-05-01 这样</source>
   <translation>Like 2026-05-01</translation>
  </message>
  <message>
   <source>写成 2026-05-01 这样；证书上没有日的，写到月：2026-05</source>
   <translation>Written like 2026-05-01; where a certificate has no day, the month: 2026-05</translation>
  </message>
  <message>
   <source>写成 2026-05-01 09:30 这样</source>
   <translation>Like 2026-05-01 09:30</translation>
  </message>
  <message>
   <source>写年份，几个用逗号隔开，如 2022,2023；没有就留空</source>
   <translation>Years, separated by commas, like 2022,2023; empty for none</translation>
  </message>
  <message>
   <source>写数字</source>
   <translation>A number</translation>
  </message>
 </context>
 <context>
  <name>RoutePage</name>
  <message>
   <source>原图另放一个文件夹，请不要和遮好的混用。</source>
   <translation>Keep the originals in a folder of their own, apart from the covered pictures.</translation>
  </message>
  <message>
   <source>您好，我报的是{title}。通知要求遮盖姓名和单位，请问可以直接上传已经遮好的图片吗，还是一定要上传原图、在系统里遮盖？</source>
   <translation>Hello, I am applying under {title}. The notice asks to cover name and employer. May covered pictures be uploaded directly, or must originals be uploaded and covered in the system?</translation>
  </message>
  <message>
   <source>图片怎样交到平台上？</source>
   <translation>How do the pictures get to the platform?</translation>
  </message>
  <message>
   <source>与整份一样</source>
   <translation>Same as the whole</translation>
  </message>
  <message>
   <source>传遮好的图</source>
   <translation>Covered pictures</translation>
  </message>
  <message>
   <source>平台内遮盖</source>
   <translation>Covered on the platform</translation>
  </message>
  <message>
   <source>上传方式已记下</source>
   <translation>Way of uploading noted</translation>
  </message>
  <message>
   <source>这个位置的上传方式已记下</source>
   <translation>Noted for this slot</translation>
  </message>
  <message>
   <source>上传方式</source>
   <translation>Way of uploading</translation>
  </message>
  <message>
   <source>上传位置</source>
   <translation>Slot</translation>
  </message>
  <message>
   <source>这个位置的上传方式</source>
   <translation>Way of uploading for this slot</translation>
  </message>
  <message>
   <source>上传在这里遮好的图片</source>
   <translation>Upload pictures covered here</translation>
  </message>
  <message>
   <source>成品已经涂黑，直接上传</source>
   <translation>Finished pictures are blackened; upload them as they are</translation>
  </message>
  <message>
   <source>上传原图，到平台里再遮盖</source>
   <translation>Upload originals and cover on the platform</translation>
  </message>
  <message>
   <source>另出转正的原图和遮盖位置清单，照着画</source>
   <translation>Upright originals come along, with a list of places to cover</translation>
  </message>
  <message>
   <source>还不确定，先打电话问</source>
   <translation>Not sure yet: ask by phone</translation>
  </message>
  <message>
   <source>要问的话已经写好，可以照读</source>
   <translation>The question is written out, to be read aloud</translation>
  </message>
  <message>
   <source>就这样</source>
   <translation>That is it</translation>
  </message>
  <message>
   <source>以后再选</source>
   <translation>Choose later</translation>
  </message>
  <message>
   <source>可以照读的话</source>
   <translation>To be read aloud</translation>
  </message>
  <message>
   <source>个别位置不同：</source>
   <translation>Single slots may differ:</translation>
  </message>
  <message>
   <source>记下</source>
   <translation>Note it</translation>
  </message>
  <message>
   <source>回到栏目</source>
   <translation>Back to the sections</translation>
  </message>
  <message>
   <source>{slot}：{how}</source>
   <translation>{slot}: {how}</translation>
  </message>
 </context>
 <context>
  <name>TickList</name>
  <message>
   <source>都不是</source>
   <translation>None of them</translation>
  </message>
 </context>
 <context>
  <name>Button</name>
  <message>
   <source>这个键不代您决定。要“{what}”，请按空格键。</source>
   <translation>This key decides nothing for you. To “{what}”, press Space.</translation>
  </message>
 </context>
 <context>
  <name>DropArea</name>
  <message>
   <source>选文件夹…</source>
   <translation>Choose a folder…</translation>
  </message>
  <message>
   <source>清空</source>
   <translation>Clear</translation>
  </message>
  <message>
   <source>选放扫描件的文件夹</source>
   <translation>Choose the folder of scans</translation>
  </message>
  <message>
   <source>松开即放入</source>
   <translation>Let go to add</translation>
  </message>
  <message>
   <source>已选 {n} 项：{names}{more}</source>
   <translation>{n} chosen: {names}{more}</translation>
  </message>
  <message>
   <source>把扫描件或文件夹拖到这里</source>
   <translation>Drop scans or a folder here</translation>
  </message>
  <message>
   <source> 等</source>
   <translation>, …</translation>
  </message>
 </context>
 <context>
  <name>drop_area</name>
  <message>
   <source>选扫描件</source>
   <translation>Choose scans</translation>
  </message>
  <message>
   <source>扫描件 ({endings});;所有文件 (*)</source>
   <translation>Scans ({endings});;All files (*)</translation>
  </message>
 </context>
 <context>
  <name>LetterKeys</name>
  <message>
   <source>空格</source>
   <translation>Space</translation>
  </message>
  <message>
   <source>退格</source>
   <translation>Backspace</translation>
  </message>
 </context>
 <context>
  <name>MomentField</name>
  <message>
   <source>从日历里选（↓）</source>
   <translation>Pick from the calendar (↓)</translation>
  </message>
 </context>
 <context>
  <name>ScriptWords</name>
  <message>
   <source>屏幕键盘</source>
   <translation>Keys on screen</translation>
  </message>
  <message>
   <source>已去掉看不见的方向符号和拉长线，字母没有变。</source>
   <translation>Invisible direction marks and stretching bars were taken out; the letters are unchanged.</translation>
  </message>
 </context>
 <context>
  <name>LearnMore</name>
  <message>
   <source>了解更多</source>
   <translation>Learn more</translation>
  </message>
 </context>
 <context>
  <name>Outside</name>
  <message>
   <source>“{name}”不在原来的地方了，可能移走、改名或删掉了。</source>
   <translation>“{name}” is not where it was; it may have been moved, renamed or deleted.</translation>
  </message>
 </context>
 <context>
  <name>settings</name>
  <message>
   <source>字号、颜色、语言</source>
   <translation>Text size, colours, language</translation>
  </message>
  <message>
   <source>鼠标</source>
   <translation>Mouse</translation>
  </message>
  <message>
   <source>文件夹</source>
   <translation>Folders</translation>
  </message>
  <message>
   <source>隐私</source>
   <translation>Privacy</translation>
  </message>
  <message>
   <source>字的大小</source>
   <translation>Text size</translation>
  </message>
  <message>
   <source>颜色</source>
   <translation>Colours</translation>
  </message>
  <message>
   <source>语言</source>
   <translation>Language</translation>
  </message>
  <message>
   <source>滚轮直接缩放图片（不用按 Ctrl）</source>
   <translation>Wheel zooms pictures (without Ctrl)</translation>
  </message>
  <message>
   <source>新案卷</source>
   <translation>New cases</translation>
  </message>
  <message>
   <source>材料包</source>
   <translation>Packages</translation>
  </message>
  <message>
   <source>在开始页列出上次打开的案卷</source>
   <translation>List recent cases on the start page</translation>
  </message>
  <message>
   <source>跟随系统</source>
   <translation>System</translation>
  </message>
  <message>
   <source>浅色</source>
   <translation>Light</translation>
  </message>
  <message>
   <source>深色</source>
   <translation>Dark</translation>
  </message>
  <message>
   <source>高对比</source>
   <translation>High contrast</translation>
  </message>
 </context>
 <context>
  <name>Toast</name>
  <message>
   <source>撤销 Ctrl+Z</source>
   <translation>Undo Ctrl+Z</translation>
  </message>
  <message>
   <source>去看</source>
   <translation>Show</translation>
  </message>
 </context>
 <context>
  <name>LessonsPage</name>
  <message>
   <source>人物、单位和证书都是虚构的，做错了也没有关系。选一课，写上讲师说的编号：同一个数在每台电脑上做出同样的案卷。</source>
   <translation>People, employers and certificates are invented, and mistakes do no harm. Choose a lesson and type the number that the trainer gives: the same number makes the same case on every computer.</translation>
  </message>
  <message>
   <source>课程 (*.yaml *.yml)</source>
   <translation>Lessons (*.yaml *.yml)</translation>
  </message>
  <message>
   <source>练习与培训</source>
   <translation>Practice and training</translation>
  </message>
  <message>
   <source>编号</source>
   <translation>Number</translation>
  </message>
  <message>
   <source>讲师说的数</source>
   <translation>the trainer's number</translation>
  </message>
  <message>
   <source>我是讲师</source>
   <translation>I am the trainer</translation>
  </message>
  <message>
   <source>随便一个数</source>
   <translation>Any number</translation>
  </message>
  <message>
   <source>开始</source>
   <translation>Begin</translation>
  </message>
  <message>
   <source>正在做这份练习案卷…</source>
   <translation>Making this practice case…</translation>
  </message>
  <message numerus="yes">
   <source>%n 页</source>
   <translation>
    <numerusform>%n page</numerusform>
    <numerusform>%n pages</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>藏着 %n 处</source>
   <translation>
    <numerusform>%n thing hidden</numerusform>
    <numerusform>%n things hidden</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n 分钟</source>
   <translation>
    <numerusform>%n minute</numerusform>
    <numerusform>%n minutes</numerusform>
   </translation>
  </message>
  <message>
   <source>加一课</source>
   <translation>Add a lesson</translation>
  </message>
  <message>
   <source>开始页</source>
   <translation>Start page</translation>
  </message>
  <message>
   <source>加一课…</source>
   <translation>Add a lesson…</translation>
  </message>
  <message>
   <source>请写上编号，从 1 到 999999；一个人练，可以随便一个数。</source>
   <translation>Please type a number from 1 to 999999; on your own, any number will do.</translation>
  </message>
  <message>
   <source>正在画第 {n} / {m} 页…</source>
   <translation>Drawing page {n} of {m}…</translation>
  </message>
  <message>
   <source>继续 {n}</source>
   <translation>Go on with {n}</translation>
  </message>
  <message>
   <source>选中：{title}</source>
   <translation>Chosen: {title}</translation>
  </message>
 </context>
 <context>
  <name>LessonsRoom</name>
  <message>
   <source>一处有三步提示：看哪里、看什么、怎样做，一共扣 {a}、{b}、{c} 分。要提示，请再按一次 F2。</source>
   <translation>Each thing has three hints: where to look, what to look for, what to do. Points they cost together: {a}, {b}, {c}. For a hint, press F2 once more.</translation>
  </message>
  <message>
   <source>成绩里写着答案：还没有找到的，看过以后再改好也不得分。要看，请再按一次 F4。</source>
   <translation>The result shows the answers: what is not found yet gives no points when mended after the look. To see it, press F4 once more.</translation>
  </message>
  <message>
   <source>提示 {n} / {m}：{words}</source>
   <translation>Hint {n} of {m}: {words}</translation>
  </message>
  <message>
   <source>练习 {n}</source>
   <translation>Practice {n}</translation>
  </message>
  <message>
   <source>重新开始，做过的都去掉，钟也重新走。要这样，请再按一次 F9。</source>
   <translation>Beginning anew takes away all that was done, and the clock starts again. If you want that, press F9 once more.</translation>
  </message>
  <message>
   <source>藏着的都找到了。</source>
   <translation>Everything hidden was found.</translation>
  </message>
  <message>
   <source>（{clause}）</source>
   <translation> ({clause})</translation>
  </message>
 </context>
 <context>
  <name>lessons</name>
  <message>
   <source>这里</source>
   <translation>here</translation>
  </message>
 </context>
 <context>
  <name>LessonScorePage</name>
  <message>
   <source>先写座位号，成绩码和成绩文件才出来：成绩一样的两个人，靠它分得开。</source>
   <translation>Type the seat first, then code and file appear: two people with one score are told apart by it.</translation>
  </message>
  <message>
   <source>座位号</source>
   <translation>Seat</translation>
  </message>
  <message>
   <source>讲师说的座位号</source>
   <translation>the trainer's seat number</translation>
  </message>
  <message>
   <source>存成绩文件…</source>
   <translation>Save result file…</translation>
  </message>
  <message>
   <source>接着做</source>
   <translation>Go on</translation>
  </message>
  <message>
   <source>藏着的都找到了，没有多盖，也没有误确认。</source>
   <translation>Everything hidden was found, nothing covered too much, nothing confirmed wrongly.</translation>
  </message>
  <message>
   <source>点一条，就到那一页、那一处；这里写着应该怎样做，依据是哪一条。</source>
   <translation>Choose a line to go to the page and the place; it says what should be done and by which clause.</translation>
  </message>
  <message>
   <source>存成绩文件</source>
   <translation>Save result file</translation>
  </message>
  <message>
   <source>成绩码的二维码</source>
   <translation>The code as a QR code</translation>
  </message>
  <message>
   <source>看看做得怎样</source>
   <translation>How am I doing</translation>
  </message>
  <message>
   <source>{n} 分</source>
   <translation>Points: {n}</translation>
  </message>
  <message>
   <source>给讲师的成绩码</source>
   <translation>The code for the trainer</translation>
  </message>
  <message>
   <source>请先写上座位号。</source>
   <translation>Please type the seat first.</translation>
  </message>
 </context>
 <context>
  <name>PracticeStrip</name>
  <message>
   <source>练习</source>
   <translation>Practice</translation>
  </message>
  <message>
   <source>练习：{what}</source>
   <translation>Practice: {what}</translation>
  </message>
 </context>
 <context>
  <name>FourPage</name>
  <message>
   <source>今年的通知</source>
   <translation>This year's notice</translation>
  </message>
  <message>
   <source>正在做成可用的通知</source>
   <translation>The notice is being made</translation>
  </message>
  <message numerus="yes">
   <source>另外 %n 条在表格里，用到时再问</source>
   <translation>
    <numerusform>%n more line is in the tables and is asked about when needed</numerusform>
    <numerusform>%n more lines are in the tables and are asked about when needed</numerusform>
   </translation>
  </message>
  <message>
   <source>开始页</source>
   <translation>Start page</translation>
  </message>
  <message>
   <source>读对了吗？</source>
   <translation>Is it read right?</translation>
  </message>
  <message>
   <source>读对了</source>
   <translation>It is read right</translation>
  </message>
 </context>
 <context>
  <name>FourRow</name>
  <message>
   <source>这一句还没有答。</source>
   <translation>This one has no answer yet.</translation>
  </message>
  <message>
   <source>用这份通知</source>
   <translation>Use this notice</translation>
  </message>
  <message>
   <source>看第 {n} 句</source>
   <translation>Look at sentence {n}</translation>
  </message>
 </context>
 <context>
  <name>PapersRow</name>
  <message>
   <source>看没读准的材料</source>
   <translation>Look at the papers read unsurely</translation>
  </message>
  <message numerus="yes">
   <source>打勾的 %n 样要交，用这份通知</source>
   <translation>
    <numerusform>Ask for the %n ticked paper and use this notice</numerusform>
    <numerusform>Ask for the %n ticked papers and use this notice</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n 样没有读准，要交的请打勾</source>
   <translation>
    <numerusform>%n paper is read unsurely; tick it if it is asked for</numerusform>
    <numerusform>%n papers are read unsurely; tick those that are asked for</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>IntakePage</name>
  <message>
   <source>粘贴全文，或把 Word、PDF、文本、图片拖到这里；扫描的通知由程序自己读。读完只问四句：谁能报、最后一天、盖什么、退回几次。有去年的通知就选上它：没变的带过来，变了的和旧的并排，由您确认。每一步都存盘，随时可以接着做。</source>
   <translation>Paste the whole text, or drop Word files, PDFs, texts or pictures here; a scanned notice is read by the program. Then four sentences are asked: who may apply, the last day, what is covered, how often it returns. If you have last year’s notice, choose it: what did not change comes over, what changed stands beside the old for you to confirm. Every step is saved; go on whenever you like.</translation>
  </message>
  <message>
   <source>接着做“{name}”</source>
   <translation>Go on with {name}</translation>
  </message>
  <message>
   <source>通知的全文</source>
   <translation>The whole text of the notice</translation>
  </message>
  <message>
   <source>把通知的全文粘贴到这里，附件接在后面</source>
   <translation>Paste the whole text of the notice here, its annexes behind it</translation>
  </message>
  <message>
   <source>年度</source>
   <translation>years</translation>
  </message>
  <message>
   <source>看题名</source>
   <translation>by its title</translation>
  </message>
  <message>
   <source>停下</source>
   <translation>Stop</translation>
  </message>
  <message>
   <source>开始做</source>
   <translation>Begin</translation>
  </message>
  <message>
   <source>不照旧通知，从头做</source>
   <translation>Without an older notice</translation>
  </message>
  <message>
   <source>读好了。看一眼有没有读错的字，再按“开始做”。</source>
   <translation>Read. Look for letters that were misread, then press “Begin”.</translation>
  </message>
  <message>
   <source>正在读</source>
   <translation>reading</translation>
  </message>
  <message>
   <source>我的通知</source>
   <translation>My notice</translation>
  </message>
  <message>
   <source>照哪一份旧通知来</source>
   <translation>Which older notice to start from</translation>
  </message>
  <message>
   <source>您的通知还不在程序里：几分钟把它放进来</source>
   <translation>Your notice is not in the program yet: some minutes put it in</translation>
  </message>
  <message>
   <source>没有复制到文字；通知的截图请存成文件，再拖进来。</source>
   <translation>No text was copied; please save a screenshot of the notice as a file and drag it here.</translation>
  </message>
  <message>
   <source>请先粘贴通知的全文，或选它的文件。</source>
   <translation>Paste the whole text of the notice, or choose its file.</translation>
  </message>
  <message>
   <source>开始页</source>
   <translation>Start page</translation>
  </message>
  <message>
   <source>新的通知</source>
   <translation>A new notice</translation>
  </message>
  <message>
   <source>照旧通知</source>
   <translation>Older notice</translation>
  </message>
  <message>
   <source>正在读“{file}”第 {n} / {m} 页</source>
   <translation>Reading {file}, page {n} of {m}</translation>
  </message>
  <message>
   <source>接着做</source>
   <translation>Go on</translation>
  </message>
 </context>
 <context>
  <name>LitText</name>
  <message>
   <source>通知的原文</source>
   <translation>The notice's own words</translation>
  </message>
  <message>
   <source>{n} 行</source>
   <translation>lines: {n}</translation>
  </message>
 </context>
 <context>
  <name>NoticeRoom</name>
  <message>
   <source>正在打开文件</source>
   <translation>Opening the files</translation>
  </message>
  <message>
   <source>正在逐句看这份通知</source>
   <translation>Looking at the notice sentence by sentence</translation>
  </message>
  <message>
   <source>已停下，读过的没有留下。</source>
   <translation>Stopped; nothing of it was kept.</translation>
  </message>
  <message>
   <source>把配置写成一个文件</source>
   <translation>Write the profile as one file</translation>
  </message>
  <message>
   <source>已写成一个文件。对方拖到开始页，或用 zcdesk notice add 就能用。</source>
   <translation>Written as one file. It is used by dropping it on the start page, or with zcdesk notice add.</translation>
  </message>
  <message>
   <source>看不出是哪一年度的通知。请写上年度。</source>
   <translation>The year of the notice cannot be told. Please type it.</translation>
  </message>
  <message>
   <source>刚改的还没有算完，请再按一次。</source>
   <translation>Your last changes are still being worked out; please press once more.</translation>
  </message>
 </context>
 <context>
  <name>Columns</name>
  <message>
   <source>初</source>
   <translation>Jun.</translation>
  </message>
  <message>
   <source>中</source>
   <translation>Int.</translation>
  </message>
  <message>
   <source>副高</source>
   <translation>Ass.</translation>
  </message>
  <message>
   <source>正高</source>
   <translation>Full</translation>
  </message>
  <message>
   <source>收</source>
   <translation>Take</translation>
  </message>
  <message>
   <source>材料</source>
   <translation>Paper</translation>
  </message>
  <message>
   <source>栏目</source>
   <translation>Sections</translation>
  </message>
  <message>
   <source>只有…才交</source>
   <translation>Only if</translation>
  </message>
  <message>
   <source>年份</source>
   <translation>Years</translation>
  </message>
  <message>
   <source>格式</source>
   <translation>Format</translation>
  </message>
  <message>
   <source>遮盖</source>
   <translation>Cover</translation>
  </message>
  <message>
   <source>份数</source>
   <translation>copies</translation>
  </message>
  <message>
   <source>步骤</source>
   <translation>Step</translation>
  </message>
  <message>
   <source>从</source>
   <translation>From</translation>
  </message>
  <message>
   <source>到</source>
   <translation>Until</translation>
  </message>
  <message>
   <source>几点</source>
   <translation>Hour</translation>
  </message>
  <message>
   <source>谁</source>
   <translation>Whose</translation>
  </message>
  <message>
   <source>级别</source>
   <translation>Level</translation>
  </message>
  <message>
   <source>只算年限</source>
   <translation>Counting</translation>
  </message>
  <message>
   <source>留意</source>
   <translation>Mind</translation>
  </message>
  <message>
   <source>遮什么</source>
   <translation>What is covered</translation>
  </message>
  <message>
   <source>写明</source>
   <translation>Written out</translation>
  </message>
  <message>
   <source>是什么</source>
   <translation>What</translation>
  </message>
  <message>
   <source>名称</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>值</source>
   <translation>Value</translation>
  </message>
  <message>
   <source>原话</source>
   <translation>words</translation>
  </message>
  <message>
   <source>条款</source>
   <translation>Clause</translation>
  </message>
  <message>
   <source>旧通知</source>
   <translation>Older notice</translation>
  </message>
  <message>
   <source>今年</source>
   <translation>This year</translation>
  </message>
  <message>
   <source>算作</source>
   <translation>Counts as</translation>
  </message>
  <message>
   <source>放在一边的理由</source>
   <translation>Why it is put aside</translation>
  </message>
 </context>
 <context>
  <name>TablesPage</name>
  <message>
   <source>其余各条的表格</source>
   <translation>Everything else, as tables</translation>
  </message>
  <message>
   <source>要交的材料</source>
   <translation>Papers to hand in</translation>
  </message>
  <message>
   <source>时间</source>
   <translation>Times</translation>
  </message>
  <message>
   <source>遮什么</source>
   <translation>What is covered</translation>
  </message>
  <message>
   <source>找到的其他各条</source>
   <translation>What else was found</translation>
  </message>
  <message>
   <source>从旧通知带来的</source>
   <translation>Carried over from the older notice</translation>
  </message>
  <message>
   <source>还没有归到哪一条的话</source>
   <translation>Sentences that belong to nothing yet</translation>
  </message>
  <message>
   <source>新材料</source>
   <translation>New paper</translation>
  </message>
  <message>
   <source>个人申报</source>
   <translation>Application</translation>
  </message>
  <message>
   <source>材料</source>
   <translation>Paper</translation>
  </message>
  <message>
   <source>剪贴板里没有能认出的新行。请连表头一起复制通知里的表格。</source>
   <translation>The clipboard holds no new rows. Please copy the table of the notice with its head.</translation>
  </message>
  <message>
   <source>“{found}”不是日期或钟点。日期写成 9月26日，钟点写成 18:00。</source>
   <translation>“{found}” is no date or time. Write a date as 2026-09-26, a time as 18:00.</translation>
  </message>
  <message>
   <source>四句话</source>
   <translation>Four sentences</translation>
  </message>
 </context>
 <context>
  <name>FittedPicture</name>
  <message>
   <source>这一页的扫描件现在读不到：请放回原来的地方，再选一次</source>
   <translation>The scan of this page cannot be read now: put it back where it was and choose the page again</translation>
  </message>
  <message>
   <source>正在等这一页的图</source>
   <translation>Waiting for the picture of this page</translation>
  </message>
 </context>
 <context>
  <name>strip</name>
  <message>
   <source>已确认</source>
   <translation>confirmed</translation>
  </message>
  <message>
   <source>未见姓名、单位</source>
   <translation>words not seen</translation>
  </message>
  <message>
   <source>改动后需再看一眼</source>
   <translation>Changed; please look again</translation>
  </message>
  <message>
   <source>{n} 处，{k} 处待定</source>
   <translation>{n}, {k} undecided</translation>
  </message>
  <message numerus="yes">
   <source>%n 处，请选是或否</source>
   <translation>
    <numerusform>%n place, choose yes or no</numerusform>
    <numerusform>%n places, choose yes or no</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n 处</source>
   <translation>
    <numerusform>%n place</numerusform>
    <numerusform>%n places</numerusform>
   </translation>
  </message>
  <message>
   <source>有一点请您看</source>
   <translation>One thing to look at</translation>
  </message>
  <message>
   <source>第 {n} 页</source>
   <translation>Page {n}</translation>
  </message>
  <message>
   <source>未归类</source>
   <translation>Unsorted</translation>
  </message>
 </context>
 <context>
  <name>PreparingActs</name>
  <message numerus="yes">
   <source>已分成 %n 页，会重新读一遍</source>
   <translation>
    <numerusform>Made %n page; it is read again</numerusform>
    <numerusform>Made %n pages; they are read again</numerusform>
   </translation>
  </message>
  <message>
   <source>已转动这一页，会重新读一遍</source>
   <translation>Page turned; it is read again</translation>
  </message>
  <message>
   <source>按四个角裁出，会重新读一遍</source>
   <translation>Cut out by its corners; the page is read again</translation>
  </message>
  <message>
   <source>已拉平，会重新读一遍</source>
   <translation>Levelled; the page is read again</translation>
  </message>
  <message>
   <source>不再拉平，会重新读一遍</source>
   <translation>No longer levelled; the page is read again</translation>
  </message>
  <message>
   <source>已匀光，会重新读一遍</source>
   <translation>Light evened; the page is read again</translation>
  </message>
  <message>
   <source>不再匀光，会重新读一遍</source>
   <translation>Light as it was; the page is read again</translation>
  </message>
  <message>
   <source>用了找到的轮廓，会重新读一遍</source>
   <translation>Outline taken; the page is read again</translation>
  </message>
  <message>
   <source>用了整张图片，会重新读一遍</source>
   <translation>Whole picture taken; the page is read again</translation>
  </message>
 </context>
 <context>
  <name>CornerView</name>
  <message>
   <source>原图和页面的四个角：按 1 到 4 选一个角，方向键移动</source>
   <translation>The picture and the page's four corners: 1 to 4 choose one, arrows move it</translation>
  </message>
 </context>
 <context>
  <name>PreparationPanel</name>
  <message>
   <source>按 1 到 4 选一个角，方向键移动 1 像素，按住 Shift 10 像素。Esc 放弃改动。</source>
   <translation>1 to 4 choose a corner, arrows move it by 1 pixel, with Shift by 10. Esc drops the change.</translation>
  </message>
  <message numerus="yes">
   <source>图片里像是放了 %n 份材料，要分成 %n 页吗？</source>
   <translation>
    <numerusform>There seems to be %n document in this picture. Make %n page of it?</numerusform>
    <numerusform>There seem to be %n documents in this picture. Make %n pages of it?</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>分成 %n 页</source>
   <translation>
    <numerusform>Make %n page</numerusform>
    <numerusform>Make %n pages</numerusform>
   </translation>
  </message>
  <message>
   <source>没有收下</source>
   <translation>Not taken</translation>
  </message>
  <message>
   <source>正在重新读这一页</source>
   <translation>Reading this page again</translation>
  </message>
  <message>
   <source>等候重新读</source>
   <translation>Waiting to be read again</translation>
  </message>
  <message>
   <source>未能检查</source>
   <translation>Not checked</translation>
  </message>
  <message>
   <source>清晰</source>
   <translation>Clear</translation>
  </message>
  <message>
   <source>勉强可读</source>
   <translation>Hard to read</translation>
  </message>
  <message>
   <source>读不清</source>
   <translation>Unreadable</translation>
  </message>
  <message>
   <source>用这四个角</source>
   <translation>Use these corners</translation>
  </message>
  <message>
   <source>好了，回到复核</source>
   <translation>Done, back to review</translation>
  </message>
  <message>
   <source>拉平 {a}°</source>
   <translation>Level by {a}°</translation>
  </message>
  <message>
   <source>不拉平（现在转了 {a}°）</source>
   <translation>Do not level (turned by {a}° now)</translation>
  </message>
  <message>
   <source>不匀光，照原样</source>
   <translation>Light as it was</translation>
  </message>
  <message>
   <source>匀光：去掉阴影和偏色</source>
   <translation>Even out the light</translation>
  </message>
  <message>
   <source>{word}　清晰度 {value}</source>
   <translation>{word}, legibility {value}</translation>
  </message>
 </context>
 <context>
  <name>PreparationPage</name>
  <message>
   <source>摆正与裁边</source>
   <translation>Upright and cut out</translation>
  </message>
  <message>
   <source>摆正后的这一页</source>
   <translation>The page as it stands upright</translation>
  </message>
  <message>
   <source>回到复核</source>
   <translation>Back to the review</translation>
  </message>
  <message>
   <source>原图：拖动四个角</source>
   <translation>As scanned: drag the four corners</translation>
  </message>
  <message>
   <source>摆正后</source>
   <translation>Upright</translation>
  </message>
 </context>
 <context>
  <name>ReviewActs</name>
  <message numerus="yes">
   <source>同样文字，已盖上 %n 处</source>
   <translation>
    <numerusform>Same text: %n place covered</numerusform>
    <numerusform>Same text: %n places covered</numerusform>
   </translation>
  </message>
  <message>
   <source>疑问处照建议盖上 {n} 处，确认 {m} 页，还剩 {k} 页</source>
   <translation>Doubtful places covered as proposed: {n}; pages confirmed: {m}, left: {k}</translation>
  </message>
  <message>
   <source>已盖上第 {n} 处　{what}</source>
   <translation>Place {n} covered　{what}</translation>
  </message>
  <message>
   <source>第 {n} 处不盖　{what}</source>
   <translation>Place {n} left open　{what}</translation>
  </message>
  <message numerus="yes">
   <source>{what}：这一栏的 %n 处都这样办</source>
   <translation>
    <numerusform>{what}: decided for %n place of this slot</numerusform>
    <numerusform>{what}: the same for all %n places of this slot</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>在同一表格的 %n 页上重复了这一处</source>
   <translation>
    <numerusform>Repeated on %n page of the form</numerusform>
    <numerusform>Repeated on %n pages of the form</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n 页记为不涉密</source>
   <translation>
    <numerusform>%n page noted as not secret</numerusform>
    <numerusform>%n pages noted as not secret</numerusform>
   </translation>
  </message>
  <message>
   <source>第 {n} 页记为您的材料</source>
   <translation>Page {n} is noted as yours</translation>
  </message>
  <message>
   <source>第 {n} 页重新问是谁的</source>
   <translation>Page {n}: asked again whose it is</translation>
  </message>
  <message numerus="yes">
   <source>%n 页的确认已收回，请再看一眼</source>
   <translation>
    <numerusform>%n page lost its confirmation; please look again</numerusform>
    <numerusform>%n pages lost their confirmation; please look again</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>，这一栏的 %n 处都照此</source>
   <translation>
    <numerusform>, the same for the %n place of this slot</numerusform>
    <numerusform>, the same for all %n places of this slot</numerusform>
   </translation>
  </message>
  <message>
   <source>改了第 {n} 处的范围</source>
   <translation>Place {n} reshaped</translation>
  </message>
  <message>
   <source>同一位置没有别的页可以重复。</source>
   <translation>No other page of this slot to repeat it on.</translation>
  </message>
  <message>
   <source>这里没有读到字。按 Q 可以自己画一处。</source>
   <translation>Nothing was read here. Press Q to draw a cover.</translation>
  </message>
  <message>
   <source>第 {n} 处记为{what}</source>
   <translation>Place {n} now hides: {what}</translation>
  </message>
  <message>
   <source>已记下这一页是否涉密</source>
   <translation>Noted whether this page is secret</translation>
  </message>
  <message>
   <source>已记下这一页看过了</source>
   <translation>Noted that you looked this page over</translation>
  </message>
  <message>
   <source>已移走{pages}</source>
   <translation>Taken out: {pages}</translation>
  </message>
  <message numerus="yes">
   <source>盖上 %n 处，确认 {m} 页</source>
   <translation>
    <numerusform>%n place covered; pages confirmed: {m}</numerusform>
    <numerusform>%n places covered; pages confirmed: {m}</numerusform>
   </translation>
  </message>
  <message>
   <source>第 {n} 页的确认已收回，请再看一眼</source>
   <translation>Confirmation taken back, please look again: page {n}</translation>
  </message>
  <message>
   <source>第 {n} 处只盖印文　{what}</source>
   <translation>Place {n}: only the words are covered　{what}</translation>
  </message>
  <message>
   <source>已删去第 {n} 处</source>
   <translation>Place {n} deleted</translation>
  </message>
  <message>
   <source>画上了第 {n} 处</source>
   <translation>Place {n} drawn</translation>
  </message>
  <message>
   <source>已确认第 {n} 页</source>
   <translation>Page {n} confirmed</translation>
  </message>
 </context>
 <context>
  <name>AnswerCard</name>
  <message>
   <source>按目前的遮盖，上传的图上没有本人姓名，建议点【{word}】。</source>
   <translation>With the present covers the uploaded picture does not show your name; click [{word}].</translation>
  </message>
  <message>
   <source>上传的是原图，图上有本人姓名：点【{word}】，并在平台内遮盖。</source>
   <translation>The original is uploaded and shows your name: choose 【{word}】 and cover it on the platform.</translation>
  </message>
  <message>
   <source>仅见工作单位，点“{yes}”还是“{no}”原文未述，请看两句原话后选择。</source>
   <translation>Only the employer shows: the notice does not say whether to click “{yes}” or “{no}”. Please read both sentences and choose.</translation>
  </message>
  <message>
   <source>按目前的遮盖，上传的图上还看得见本人姓名，建议点【{word}】。</source>
   <translation>With the present covers the uploaded picture still shows your name; click [{word}].</translation>
  </message>
  <message>
   <source>平台上这一页怎么点</source>
   <translation>What to click here</translation>
  </message>
  <message>
   <source>这是您选的。</source>
   <translation>This is your choice.</translation>
  </message>
  <message>
   <source>看两句原话</source>
   <translation>Show both sentences</translation>
  </message>
  <message>
   <source>通知原话：{yes}；{no}</source>
   <translation>The notice's words: {yes}; {no}</translation>
  </message>
 </context>
 <context>
  <name>ByHandCard</name>
  <message>
   <source>程序找不到，请您看这一页上有没有：{what}。有就按 Q 画遮盖。</source>
   <translation>The program cannot find these; see whether the page shows: {what}. Where it does, press Q and draw a cover.</translation>
  </message>
  <message>
   <source>您说过这一页都遮好了：{what}。</source>
   <translation>You said that all is covered on this page: {what}.</translation>
  </message>
  <message numerus="yes">
   <source>您在这一页上画了 %n 处遮盖；都画好了，确认本页就算遮好。</source>
   <translation>
    <numerusform>You drew %n cover on this page; if that is all, confirming the page says so.</numerusform>
    <numerusform>You drew %n covers on this page; if that is all, confirming the page says so.</numerusform>
   </translation>
  </message>
  <message>
   <source>改</source>
   <translation>Change</translation>
  </message>
 </context>
 <context>
  <name>Canvas</name>
  <message>
   <source>原来的文件现在打不开，可能移走了，或 U 盘已拔出。放回原处，翻到别页再翻回来。</source>
   <translation>The file cannot be opened now; it may have been moved or the stick pulled out. Put it back, turn to another page and back.</translation>
  </message>
  <message>
   <source>没有收下。</source>
   <translation>Not taken.</translation>
  </message>
  <message>
   <source>已停下，还没有读到这一页；左下角可以继续。</source>
   <translation>Stopped before this page was read; go on at the lower left.</translation>
  </message>
  <message>
   <source>正在读，读完后显示在这里。</source>
   <translation>Being read; it appears here when done.</translation>
  </message>
  <message>
   <source>第 {n} 页图片，遮盖见右侧列表</source>
   <translation>Picture of page {n}; covers are listed at the right</translation>
  </message>
 </context>
 <context>
  <name>Coach</name>
  <message>
   <source>照右下角的按钮做：去看疑问，或确认本页、到下一页</source>
   <translation>Does what the button at the lower right says: go to a doubt, or confirm and go on</translation>
  </message>
  <message>
   <source>当前这一处：盖上，或不盖</source>
   <translation>The place in hand: cover, or leave open</translation>
  </message>
  <message>
   <source>任何一步都能撤销，放心试</source>
   <translation>Everything can be undone; just try</translation>
  </message>
  <message>
   <source>不再显示</source>
   <translation>Enough</translation>
  </message>
  <message>
   <source>练习：三个键就够</source>
   <translation>Practice: three keys will do</translation>
  </message>
 </context>
 <context>
  <name>BulkCard</name>
  <message>
   <source>有疑问的 {n} 处也照建议盖上，一共确认 {m} 页。可能会多盖；剩下 {k} 页没有建议，仍要您看。</source>
   <translation>Doubtful places that are covered as proposed too: {n}; pages confirmed in all: {m}. It may cover too much. Pages without a proposal, still yours to look at: {k}.</translation>
  </message>
  <message>
   <source>将盖上 {n} 处有把握的建议，确认 {m} 页；{k} 页有疑问或没有读完，仍由您逐页看。</source>
   <translation>Sure proposals to be covered: {n}; pages to be confirmed: {m}. With doubts or not yet read, these remain yours: {k}.</translation>
  </message>
  <message>
   <source>这些页上每一处都逐字读出，没有疑问。确认后仍可以逐页改，也可以撤销。</source>
   <translation>Every place on these pages was read letter by letter, without doubt. You can still change each page, and undo.</translation>
  </message>
  <message>
   <source>就这样确认</source>
   <translation>Confirm these</translation>
  </message>
  <message>
   <source>先不</source>
   <translation>Not now</translation>
  </message>
  <message>
   <source>时间很紧的时候</source>
   <translation>When time is short</translation>
  </message>
  <message>
   <source>疑问处也照建议盖上</source>
   <translation>Cover the doubtful places too</translation>
  </message>
  <message numerus="yes">
   <source>其中 %n 页的疑问您已经逐处答过，其余每一处都逐字读出。确认后仍可以逐页改，也可以撤销。</source>
   <translation>
    <numerusform>On %n of these pages you answered every doubt; everything else was read letter by letter. You can still change or undo it page by page.</numerusform>
    <numerusform>On %n of these pages you answered every doubt; everything else was read letter by letter. You can still change or undo it page by page.</numerusform>
   </translation>
  </message>
  <message>
   <source>空格</source>
   <translation>Space</translation>
  </message>
  <message>
   <source>盖上全部有把握的建议</source>
   <translation>Accept all sure proposals</translation>
  </message>
 </context>
 <context>
  <name>Decisions</name>
  <message>
   <source>读完这一页后，找到的地方列在这里。</source>
   <translation>What is found appears here once the page is read.</translation>
  </message>
  <message numerus="yes">
   <source>确认没有疑问的 %n 页</source>
   <translation>
    <numerusform>Confirm the %n page without doubts</numerusform>
    <numerusform>Confirm all %n pages without doubts</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>先导出 %n 页</source>
   <translation>
    <numerusform>Export %n page first</numerusform>
    <numerusform>Export %n pages first</numerusform>
   </translation>
  </message>
  <message>
   <source>这个文件没有收下，其余的照常。</source>
   <translation>This file was not taken; the others go on.</translation>
  </message>
  <message>
   <source>没有找到您的姓名和单位。若看见了，按 Q 在图上画一处。</source>
   <translation>Your name and employer were not found. If you see them, press Q and draw a cover.</translation>
  </message>
 </context>
 <context>
  <name>HitRow</name>
  <message numerus="yes">
   <source>同一个{what}在这一栏有 %n 处，决定一次都照此；以后每页可以单独改。</source>
   <translation>
    <numerusform>This slot has this {what} in %n place; the decision can be changed later.</numerusform>
    <numerusform>The same {what} stands in %n places of this slot; one decision holds for all, and each page can be changed later.</numerusform>
   </translation>
  </message>
  <message>
   <source>这是您填写的姓名或单位，不盖的话上传的图上会看见它。</source>
   <translation>This is the name or employer that you entered; left open, it shows on the uploaded picture.</translation>
  </message>
  <message numerus="yes">
   <source>现在改的只是这一页；这一栏共 %n 处。</source>
   <translation>
    <numerusform>This changes this page only; the slot has %n place.</numerusform>
    <numerusform>This changes this page only; the slot has %n places.</numerusform>
   </translation>
  </message>
  <message>
   <source>别处也找</source>
   <translation>Find elsewhere</translation>
  </message>
  <message>
   <source>这一栏都照此</source>
   <translation>Same for this slot</translation>
  </message>
  <message>
   <source>第 {n} 处，{what}{word}，{tail}，原因：{why}</source>
   <translation>Place {n}, {what}{word}, {tail}, reason: {why}</translation>
  </message>
 </context>
 <context>
  <name>HitList</name>
  <message>
   <source>本页的遮盖</source>
   <translation>Covers of this page</translation>
  </message>
 </context>
 <context>
  <name>ItemsCard</name>
  <message>
   <source>不涉密</source>
   <translation>Not secret</translation>
  </message>
  <message>
   <source>涉密，已脱密</source>
   <translation>Secret, cleared</translation>
  </message>
  <message>
   <source>平台上这一页怎么点</source>
   <translation>What to click here</translation>
  </message>
  <message>
   <source>勾选遮盖项目：{items}</source>
   <translation>Tick as covered: {items}</translation>
  </message>
  <message>
   <source>这一页没有要勾选的遮盖项目。</source>
   <translation>Nothing to tick as covered on this page.</translation>
  </message>
  <message>
   <source>没有答过的 {n} 页都不涉密</source>
   <translation>None of the {n} open pages is secret</translation>
  </message>
  <message>
   <source>按 3 回答　{clause}</source>
   <translation>Answer with 3　{clause}</translation>
  </message>
  <message>
   <source>这是您选的。</source>
   <translation>This is your choice.</translation>
  </message>
  <message>
   <source>这一页</source>
   <translation>This page</translation>
  </message>
 </context>
 <context>
  <name>next_step</name>
  <message numerus="yes">
   <source>还有 %n 页没答，没答的不导出</source>
   <translation>
    <numerusform>%n page is open; it is not exported</numerusform>
    <numerusform>%n pages are open; they are not exported</numerusform>
   </translation>
  </message>
  <message>
   <source>确认本页，到下一页待复核</source>
   <translation>Confirm; on to the next in doubt</translation>
  </message>
  <message>
   <source>确认本页</source>
   <translation>Confirm this page</translation>
  </message>
  <message>
   <source>本页没有未决定的地方</source>
   <translation>Nothing undecided on this page</translation>
  </message>
  <message>
   <source>请先说明这一页是谁的</source>
   <translation>Please say first whose page this is</translation>
  </message>
  <message>
   <source>像是别人的材料</source>
   <translation>It seems to be somebody else's</translation>
  </message>
  <message>
   <source>请看这一页有没有要您遮的</source>
   <translation>See whether this page has something for you to cover</translation>
  </message>
  <message>
   <source>程序找不到这些；看过以后按 4</source>
   <translation>The program cannot find it; press 4 when you have looked</translation>
  </message>
  <message>
   <source>请选这一页点“是”还是“否”</source>
   <translation>Please choose “yes” or “no” for this page</translation>
  </message>
  <message>
   <source>仅见工作单位，原文未述</source>
   <translation>Only the employer shows; the notice is silent</translation>
  </message>
  <message>
   <source>请选这一页是否涉密</source>
   <translation>Say whether this page is secret</translation>
  </message>
  <message>
   <source>最后检查</source>
   <translation>Final check</translation>
  </message>
  <message>
   <source>这份案卷只能看，不能确认</source>
   <translation>This case can only be looked at, not confirmed</translation>
  </message>
  <message>
   <source>看下一页</source>
   <translation>See the next page</translation>
  </message>
  <message>
   <source>全部决定后，同一个键确认本页</source>
   <translation>Then the same key confirms the page</translation>
  </message>
  <message>
   <source>请决定这一处：盖上或不盖（{n}/{m}）</source>
   <translation>Decide this place: cover or leave ({n}/{m})</translation>
  </message>
  <message>
   <source>去看未决定的 {m} 处中的第 {n} 处</source>
   <translation>To open place {n} of {m}</translation>
  </message>
  <message numerus="yes">
   <source>还剩 %n 页</source>
   <translation>
    <numerusform>%n page left</numerusform>
    <numerusform>%n pages left</numerusform>
   </translation>
  </message>
  <message>
   <source>全部看完了，最后检查以后导出</source>
   <translation>All reviewed; after the final check comes the export</translation>
  </message>
  <message>
   <source>到下一页待复核</source>
   <translation>On to the next page in doubt</translation>
  </message>
  <message>
   <source>等后面的页读完</source>
   <translation>Waiting for pages to be read</translation>
  </message>
  <message>
   <source>读完一页，就可以看一页</source>
   <translation>Each page can be looked at once it is read</translation>
  </message>
  <message>
   <source>去答是否涉密</source>
   <translation>Say which pages are secret</translation>
  </message>
 </context>
 <context>
  <name>PageStrip</name>
  <message>
   <source>待复核</source>
   <translation>In doubt</translation>
  </message>
  <message>
   <source>全部</source>
   <translation>All</translation>
  </message>
  <message>
   <source>页面列表</source>
   <translation>Pages</translation>
  </message>
  <message>
   <source>待复核 {n}</source>
   <translation>In doubt {n}</translation>
  </message>
  <message>
   <source>全部 {n}</source>
   <translation>All {n}</translation>
  </message>
 </context>
 <context>
  <name>ReviewBar</name>
  <message>
   <source>逐页复核</source>
   <translation>Review</translation>
  </message>
  <message>
   <source>打开材料包</source>
   <translation>Open the package</translation>
  </message>
  <message>
   <source>回到栏目</source>
   <translation>Back to the sections</translation>
  </message>
  <message numerus="yes">
   <source>还剩 %n 页</source>
   <translation>
    <numerusform>%n page left</numerusform>
    <numerusform>%n pages left</numerusform>
   </translation>
  </message>
  <message>
   <source>全部看完了</source>
   <translation>All reviewed</translation>
  </message>
  <message>
   <source>还剩 {n} 页，共 {m} 页</source>
   <translation>pages left: {n} of {m}</translation>
  </message>
  <message>
   <source>已确认 {n} / {m}</source>
   <translation>{n} / {m} confirmed</translation>
  </message>
 </context>
 <context>
  <name>ReviewPage</name>
  <message>
   <source>没有收下的文件不用选位置：按 Delete 移走，或到栏目里换成另一个文件。</source>
   <translation>A refused file needs no place: Delete removes it, or replace it in its section.</translation>
  </message>
  <message>
   <source>正在看成品：黑色处就是上传后的样子</source>
   <translation>Finished look: what is black is black after the upload</translation>
  </message>
  <message>
   <source>第 {n} 页还没有确认：{why}</source>
   <translation>Page {n} is not confirmed yet: {why}</translation>
  </message>
  <message>
   <source>第 {n} 页没有确认；看好了，按 F 确认</source>
   <translation>Page {n} is not confirmed; press F once you have looked at it</translation>
  </message>
  <message>
   <source>再按 C 回到半透明</source>
   <translation>C again for transparent</translation>
  </message>
  <message>
   <source>这一页改动过，之前的确认已收回，请再看一眼</source>
   <translation>This page was changed and its confirmation taken back; please look again</translation>
  </message>
  <message numerus="yes">
   <source>图片里像是放了 %n 份材料，要分成 %n 页吗？</source>
   <translation>
    <numerusform>There seems to be %n document in this picture. Make %n page of it?</numerusform>
    <numerusform>There seem to be %n documents in this picture. Make %n pages of it?</numerusform>
   </translation>
  </message>
  <message>
   <source>图还没有显示出来</source>
   <translation>its picture is not on screen yet</translation>
  </message>
  <message numerus="yes">
   <source>分成 %n 页</source>
   <translation>
    <numerusform>Make %n page</numerusform>
    <numerusform>Make %n pages</numerusform>
   </translation>
  </message>
  <message>
   <source>转正</source>
   <translation>Stand upright</translation>
  </message>
 </context>
 <context>
  <name>WhoseCard</name>
  <message>
   <source>改</source>
   <translation>Change</translation>
  </message>
  <message>
   <source>您说过：这一页是您的材料。</source>
   <translation>You said that this page is yours.</translation>
  </message>
  <message>
   <source>若是另一种写法（译名用字、曾用名、繁体），加上后全部页面会再找一遍。</source>
   <translation>If it is another spelling of yours (transliteration, former name, traditional characters), add it: every page is searched again.</translation>
  </message>
  <message>
   <source>{why}这一页是谁的？</source>
   <translation>{why} Whose page is this?</translation>
  </message>
  <message>
   <source>“姓名”旁边读到{read}。</source>
   <translation>Read beside “姓名”: {read}.</translation>
  </message>
  <message>
   <source>“{name}”也是我</source>
   <translation>“{name}” is me too</translation>
  </message>
 </context>
 <context>
  <name>FolderWatch</name>
  <message>
   <source>“{folder}”这个文件夹现在看不到，可能是拔了 U 盘或改了名。已经收进来的都在；它回来以后会接着收。</source>
   <translation>The folder “{folder}” cannot be seen now; perhaps its stick was pulled out or it was renamed. What was taken stays, and taking goes on when it is back.</translation>
  </message>
  <message>
   <source>扫好了：{name}，两三秒后收进来。</source>
   <translation>Scanned: {name}; it is taken in within seconds.</translation>
  </message>
 </context>
 <context>
  <name>FurtherWords</name>
  <message numerus="yes">
   <source>{told}；又在 {m} 页上找到 %n 处</source>
   <translation>
    <numerusform>{told}; found %n more place (pages: {m})</numerusform>
    <numerusform>{told}; found %n more places (pages: {m})</numerusform>
   </translation>
  </message>
  <message>
   <source>姓名或单位改过，全部重新找一遍</source>
   <translation>Name or employer changed; everything is searched again</translation>
  </message>
  <message>
   <source>已加上新的写法</source>
   <translation>The new forms are added</translation>
  </message>
  <message>
   <source>{told}；读过的页上没有再找到</source>
   <translation>{told}; nothing more on the pages read so far</translation>
  </message>
  <message>
   <source>这一处没有读到完整的字，不能在别处找。</source>
   <translation>No whole word was read here, so it cannot be looked for elsewhere.</translation>
  </message>
  <message>
   <source>已加上“{word}”</source>
   <translation>“{word}” is added</translation>
  </message>
  <message>
   <source>正在用新加的字再找一遍：第 {i} / {n} 页</source>
   <translation>Searching for the new words: page {i} of {n}</translation>
  </message>
 </context>
 <context>
  <name>batch_door</name>
  <message>
   <source>给单位人事：全体申报人的材料一次查找、检查</source>
   <translation>For HR offices: one roster, everybody's scans searched and checked at once</translation>
  </message>
  <message>
   <source>上次：{roster}，材料“{scans}”，结果“{out}”</source>
   <translation>Last time: {roster}, scans “{scans}”, results “{out}”</translation>
  </message>
 </context>
 <context>
  <name>IdentityPage</name>
  <message>
   <source>这里只写阿拉伯字母；汉字、拼音的写法请写在下面“别的写法”“简称”里。</source>
   <translation>Only Arabic letters here; Chinese or Latin spellings belong below, under other spellings and short names.</translation>
  </message>
  <message>
   <source>别的写法、简称、曾任单位</source>
   <translation>Other spellings, short and former names</translation>
  </message>
  <message>
   <source>屏幕字体里没有 {codes}，显示会是空白；记下的字没有变，照样查找。</source>
   <translation>The screen's fonts lack {codes}; it shows as blank. The words are kept and searched all the same.</translation>
  </message>
  <message>
   <source>姓名</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>如：艾克然·苏莱曼</source>
   <translation>e.g. 艾克然·苏莱曼</translation>
  </message>
  <message>
   <source>姓名的别的写法</source>
   <translation>Other form of the name</translation>
  </message>
  <message>
   <source>再加一个写法</source>
   <translation>One more form</translation>
  </message>
  <message>
   <source>工作单位</source>
   <translation>Employer</translation>
  </message>
  <message>
   <source>公章上的全称</source>
   <translation>Full name as on the seal</translation>
  </message>
  <message>
   <source>单位的简称或别的写法</source>
   <translation>Short or other form of the employer</translation>
  </message>
  <message>
   <source>如：云岭装备</source>
   <translation>e.g. 云岭装备</translation>
  </message>
  <message>
   <source>再加一个简称</source>
   <translation>One more short form</translation>
  </message>
  <message>
   <source>曾任单位</source>
   <translation>Former employer</translation>
  </message>
  <message>
   <source>以前的单位全称</source>
   <translation>Full name of a former employer</translation>
  </message>
  <message>
   <source>加一个曾任单位</source>
   <translation>Add a former employer</translation>
  </message>
  <message>
   <source>维吾尔文姓名</source>
   <translation>Name in Uyghur</translation>
  </message>
  <message>
   <source>维吾尔文姓名（证件上的写法）</source>
   <translation>Name in Uyghur (as on the ID card)</translation>
  </message>
  <message>
   <source>维吾尔文单位名称</source>
   <translation>Employer in Uyghur</translation>
  </message>
  <message>
   <source>维吾尔文单位名称（公章、红头上的写法）</source>
   <translation>Employer in Uyghur (as on seal and letterhead)</translation>
  </message>
  <message>
   <source>姓名与单位</source>
   <translation>Name and employer</translation>
  </message>
  <message>
   <source>维吾尔文（或哈萨克文）姓名</source>
   <translation>Name in Uyghur (or Kazakh)</translation>
  </message>
  <message>
   <source>维吾尔文（或哈萨克文）单位名称</source>
   <translation>Employer in Uyghur (or Kazakh)</translation>
  </message>
  <message>
   <source>姓名还有别的写法吗</source>
   <translation>Other forms of the name</translation>
  </message>
  <message>
   <source>单位的简称</source>
   <translation>Short forms of the employer</translation>
  </message>
  <message>
   <source>扫描件（可以以后再放）</source>
   <translation>Scans (may come later)</translation>
  </message>
  <message>
   <source>写了还没有用上；再按一次 Esc 不要这些改动</source>
   <translation>What you typed is not in use yet; press Esc again to drop it</translation>
  </message>
  <message>
   <source>开始</source>
   <translation>Begin</translation>
  </message>
  <message>
   <source>用这些字重新找一遍</source>
   <translation>Search again with these words</translation>
  </message>
  <message>
   <source>返回</source>
   <translation>Back</translation>
  </message>
  <message>
   <source>您的姓名和单位</source>
   <translation>Your name and employer</translation>
  </message>
  <message>
   <source>先写姓名</source>
   <translation>First the name</translation>
  </message>
  <message>
   <source>姓名至少两个字</source>
   <translation>The name needs two letters</translation>
  </message>
  <message>
   <source>再写工作单位</source>
   <translation>Now the employer</translation>
  </message>
  <message>
   <source>工作单位至少两个字</source>
   <translation>The employer needs two letters</translation>
  </message>
  <message>
   <source>先改好写的字</source>
   <translation>Mend what is written first</translation>
  </message>
  <message>
   <source>维吾尔文一栏只写阿拉伯字母</source>
   <translation>Only Arabic letters in the Uyghur lines</translation>
  </message>
  <message>
   <source>证件上的拉丁字母写法，如 Aynur Tursun</source>
   <translation>In Latin letters, as on your card: Aynur Tursun</translation>
  </message>
  <message>
   <source>另一种译法或曾用名</source>
   <translation>Another rendering or a former name</translation>
  </message>
  <message numerus="yes">
   <source>正在收下 %n 个文件…</source>
   <translation>
    <numerusform>Taking in %n file…</numerusform>
    <numerusform>Taking in %n files…</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>kept_path</name>
  <message>
   <source>继续</source>
   <translation>Go on</translation>
  </message>
  <message>
   <source>继续{stop} {count}</source>
   <translation>Continue: {stop} {count}</translation>
  </message>
 </context>
 <context>
  <name>ProfileIntake</name>
  <message>
   <source>已加入别人给的通知</source>
   <translation>The notice was added</translation>
  </message>
  <message>
   <source>要 {n} 处材料</source>
   <translation>slots in it: {n}</translation>
  </message>
  <message>
   <source>这份通知配置还有 {n} 处问题。</source>
   <translation>More problems in this profile: {n}.</translation>
  </message>
  <message>
   <source>{who}打的包</source>
   <translation>packed by {who}</translation>
  </message>
  <message>
   <source>{n} 句没有人定过：{which}</source>
   <translation>sentences that nobody settled: {n}: {which}</translation>
  </message>
  <message>
   <source>和您原来的一份有 {n} 处不同</source>
   <translation>differences from the one you had: {n}</translation>
  </message>
 </context>
 <context>
  <name>RecentCard</name>
  <message>
   <source>不在原来的地方了：移走了、改了名，或者盘没有插上</source>
   <translation>No longer where it was: moved, renamed, or the disk is not plugged in</translation>
  </message>
  <message>
   <source>找到它…</source>
   <translation>Find it…</translation>
  </message>
  <message>
   <source>不再列出</source>
   <translation>List it no more</translation>
  </message>
  <message>
   <source>在“{folder}”文件夹里</source>
   <translation>in the folder “{folder}”</translation>
  </message>
 </context>
 <context>
  <name>ApplicationCard</name>
  <message>
   <source>到 {m} 月 {d} 日</source>
   <translation>until {m}/{d}</translation>
  </message>
 </context>
 <context>
  <name>StartPage</name>
  <message numerus="yes">
   <source>%n 份扫描件等着放进去：打开您的申报，或新建一份。</source>
   <translation>
    <numerusform>%n scan waits to go in: open your case or begin a new one.</numerusform>
    <numerusform>%n scans wait to go in: open your case or begin a new one.</numerusform>
   </translation>
  </message>
  <message>
   <source>粘贴全文 Ctrl+V 或拖入文件</source>
   <translation>Paste its text (Ctrl+V) or drop its files</translation>
  </message>
  <message>
   <source>职称申报材料助手</source>
   <translation>Helper for professional title applications</translation>
  </message>
  <message>
   <source>设置</source>
   <translation>Settings</translation>
  </message>
  <message>
   <source>全部在本机，不联网</source>
   <translation>All on this computer, no network</translation>
  </message>
  <message>
   <source>粘贴全文，或拖入文件</source>
   <translation>Paste its whole text, or drop its files</translation>
  </message>
  <message>
   <source>今年的通知</source>
   <translation>This year's notice</translation>
  </message>
  <message>
   <source>选择文件…</source>
   <translation>Choose files…</translation>
  </message>
  <message>
   <source>新建这份申报</source>
   <translation>Begin this application</translation>
  </message>
  <message>
   <source>放入今年的通知</source>
   <translation>Bring this year's notice</translation>
  </message>
  <message>
   <source>先练习两分钟</source>
   <translation>Practise for two minutes</translation>
  </message>
  <message>
   <source>用一位虚构的申报人走一遍</source>
   <translation>Walk through with an invented applicant</translation>
  </message>
  <message>
   <source>练习与培训</source>
   <translation>Practice and training</translation>
  </message>
  <message>
   <source>一课一个目标，人物都是虚构的</source>
   <translation>One aim per lesson; all people are invented</translation>
  </message>
  <message>
   <source>单位批量</source>
   <translation>Batch for employers</translation>
  </message>
  <message>
   <source>我的通知</source>
   <translation>My notice</translation>
  </message>
  <message>
   <source>接着做，或照旧通知做</source>
   <translation>Go on with one, or start from an older notice</translation>
  </message>
  <message>
   <source>打开案卷文件…</source>
   <translation>Open a case file…</translation>
  </message>
  <message>
   <source>没有复制到文字，请先复制通知的全文；截图请存成文件，再拖进来。</source>
   <translation>No text was copied; please copy the whole notice first. Save a screenshot as a file and drag it here.</translation>
  </message>
  <message>
   <source>往年通知 {n}</source>
   <translation>Notices of past years: {n}</translation>
  </message>
  <message>
   <source>找到“{name}”…</source>
   <translation>Find “{name}”…</translation>
  </message>
  <message>
   <source>打开“{name}”</source>
   <translation>Open “{name}”</translation>
  </message>
 </context>
 <context>
  <name>UnreadLetters</name>
  <message>
   <source>识别的字库里没有{letters}：会按前后的字和“姓名”栏去找，这样找到的每一处都请您看一眼。</source>
   <translation>The recogniser does not know {letters}: it is found by the letters around it and by the field 姓名; please look at every such place. </translation>
  </message>
  <message>
   <source>{words}不能逐字识别：会按它旁边的汉字和所在的栏目去找，请逐页看一眼。</source>
   <translation>{words} cannot be read letter by letter: it is found by the Chinese words beside it and by its field; please look at every page. </translation>
  </message>
 </context>
 <context>
  <name>ComputerPage</name>
  <message>
   <source>诊断信息是一个文件：有版本、这里的结果、出过的错误代号，没有姓名、材料、文件名。</source>
   <translation>The diagnostics are one file with versions, the results shown here and codes of errors; it holds no names, pages or file names.</translation>
  </message>
  <message>
   <source>导出诊断信息…</source>
   <translation>Export diagnostics…</translation>
  </message>
  <message>
   <source>再查一次</source>
   <translation>Check again</translation>
  </message>
  <message>
   <source>好了</source>
   <translation>Done</translation>
  </message>
  <message>
   <source>正在检查，大约半分钟。</source>
   <translation>Checking; this takes about half a minute.</translation>
  </message>
  <message>
   <source>检查这台电脑</source>
   <translation>Check this computer</translation>
  </message>
  <message>
   <source>返回</source>
   <translation>Back</translation>
  </message>
 </context>
 <context>
  <name>ComputerRoom</name>
  <message>
   <source>已删掉，需要时会重新识别。</source>
   <translation>Deleted; it is read again when needed.</translation>
  </message>
  <message>
   <source>现在没有打开的案卷。</source>
   <translation>No case is open.</translation>
  </message>
 </context>
 <context>
  <name>Diagnosing</name>
  <message>
   <source>诊断</source>
   <translation>diagnostics</translation>
  </message>
  <message>
   <source>导出诊断信息</source>
   <translation>Export diagnostics</translation>
  </message>
  <message>
   <source>诊断信息 (*.json)</source>
   <translation>Diagnostics (*.json)</translation>
  </message>
 </context>
 <context>
  <name>IncidentBar</name>
  <message>
   <source>刚才遇到意外。需要请人帮忙时，可以把诊断信息发给他：里面没有姓名和材料。</source>
   <translation>Something unexpected happened. If you ask somebody for help, send the diagnostics along: they hold no names and no pages.</translation>
  </message>
  <message>
   <source>导出诊断信息…</source>
   <translation>Export diagnostics…</translation>
  </message>
  <message>
   <source>收起</source>
   <translation>Close</translation>
  </message>
 </context>
 <context>
  <name>ClassPage</name>
  <message>
   <source>把成绩文件、装着它们的文件夹，或学员的练习案卷拖到这一页；也可以照屏幕写上成绩码。里面没有任何人的姓名和真实材料；改过的成绩会指出来。</source>
   <translation>Drop result files, folders of them, or participants' practice cases on this page, or type result codes as they stand on the screens. They hold no names and nothing real; altered results are told.</translation>
  </message>
  <message numerus="yes">
   <source>收下 %n 份成绩</source>
   <translation>
    <numerusform>%n result taken</numerusform>
    <numerusform>%n results taken</numerusform>
   </translation>
  </message>
  <message>
   <source>选放成绩的文件夹</source>
   <translation>Choose the folder with the results</translation>
  </message>
  <message>
   <source>成绩码</source>
   <translation>Result codes</translation>
  </message>
  <message>
   <source>成绩码，一行一个，39 个字符；大小写都可以</source>
   <translation>Codes, one a line, 39 signs; capital or small</translation>
  </message>
  <message>
   <source>选文件夹…</source>
   <translation>Choose a folder…</translation>
  </message>
  <message>
   <source>收下成绩码</source>
   <translation>Take the codes</translation>
  </message>
  <message>
   <source>换一班</source>
   <translation>Another class</translation>
  </message>
  <message>
   <source>选成绩文件</source>
   <translation>Choose results</translation>
  </message>
  <message>
   <source>存成表格和网页</source>
   <translation>Save workbook and page</translation>
  </message>
  <message>
   <source>表格 (*.xlsx)</source>
   <translation>Workbook (*.xlsx)</translation>
  </message>
  <message numerus="yes">
   <source>另有 %n 个没有收下</source>
   <translation>
    <numerusform>%n more was not taken</numerusform>
    <numerusform>%n more were not taken</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n 份已经收过，只算一次</source>
   <translation>
    <numerusform>%n was here already and counts once</numerusform>
    <numerusform>%n were here already and count once</numerusform>
   </translation>
  </message>
  <message>
   <source>{what}{act}（{of} 人中有 {n} 人漏掉）</source>
   <translation>{what} {act} (missed by {n} of {of})</translation>
  </message>
  <message>
   <source>收成绩</source>
   <translation>Results</translation>
  </message>
  <message>
   <source>还没有成绩。</source>
   <translation>There are no results yet.</translation>
  </message>
  <message>
   <source>成绩 ({endings});;所有文件 (*)</source>
   <translation>Results ({endings});;All files (*)</translation>
  </message>
  <message>
   <source>请先写上成绩码，一行一个。</source>
   <translation>Type the result codes first, one a line.</translation>
  </message>
  <message>
   <source>没有复制到文字，请复制成绩码。</source>
   <translation>No text was copied; please copy the codes.</translation>
  </message>
  <message>
   <source>松开即收下</source>
   <translation>Release to take them</translation>
  </message>
  <message>
   <source>逐页</source>
   <translation>Page by page</translation>
  </message>
  <message>
   <source>姓名</source>
   <translation>name</translation>
  </message>
  <message>
   <source>讲师</source>
   <translation>Trainer</translation>
  </message>
  <message>
   <source>每人一行</source>
   <translation>One row a person</translation>
  </message>
  <message>
   <source>全班成绩</source>
   <translation>Class results</translation>
  </message>
  <message>
   <source>最多人漏掉的</source>
   <translation>What most people missed</translation>
  </message>
  <message>
   <source>{n} / {of} 人漏掉</source>
   <translation>missed by {n} / {of}</translation>
  </message>
  <message>
   <source>第 {n} 页</source>
   <translation>Page {n}</translation>
  </message>
 </context>
 <context>
  <name>ComposePage</name>
  <message>
   <source>勾上要有的页和要藏的东西：空格加一，最多各三个。哪一处藏在哪一页，由程序分开放；人物、单位和证书都按编号编出来。</source>
   <translation>Tick the pages and what is to be hidden: Space adds one, three of each at most. The program spreads what is hidden over the pages; people, employers and certificates are made up from the number.</translation>
  </message>
  <message>
   <source>课名</source>
   <translation>Title</translation>
  </message>
  <message>
   <source>课名，例如：新人入门</source>
   <translation>Title, for example: For beginners</translation>
  </message>
  <message>
   <source>目标</source>
   <translation>Goal</translation>
  </message>
  <message>
   <source>学完会做什么，一句话；不写就用课名</source>
   <translation>What one can do afterwards, one sentence; else the title is taken</translation>
  </message>
  <message>
   <source>收下这一课</source>
   <translation>Keep this lesson</translation>
  </message>
  <message numerus="yes">
   <source>%n 页</source>
   <translation>
    <numerusform>%n page</numerusform>
    <numerusform>%n pages</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>藏着 %n 处</source>
   <translation>
    <numerusform>%n thing hidden</numerusform>
    <numerusform>%n things hidden</numerusform>
   </translation>
  </message>
  <message>
   <source>自己拼一课</source>
   <translation>Put a lesson together</translation>
  </message>
  <message>
   <source>难度</source>
   <translation>Level</translation>
  </message>
  <message>
   <source>多少分钟</source>
   <translation>Minutes</translation>
  </message>
  <message numerus="yes">
   <source>%n 分钟</source>
   <translation>
    <numerusform>%n minute</numerusform>
    <numerusform>%n minutes</numerusform>
   </translation>
  </message>
  <message>
   <source>通知</source>
   <translation>Notice</translation>
  </message>
  <message>
   <source>哪些页</source>
   <translation>Pages</translation>
  </message>
  <message>
   <source>藏着什么</source>
   <translation>Hidden things</translation>
  </message>
  <message>
   <source>讲师</source>
   <translation>Trainer</translation>
  </message>
 </context>
 <context>
  <name>CountBox</name>
  <message>
   <source>{what}，{n} 个</source>
   <translation>{what}, {n}</translation>
  </message>
  <message>
   <source>空格或点一下加一，左右键减、加；最多 {n}</source>
   <translation>Space or a click adds one, the arrows take and add; {n} at most</translation>
  </message>
 </context>
 <context>
  <name>TrainerPage</name>
  <message>
   <source>讲师资料是：藏在哪里（附页面图和通知原话）、快捷键、学员名单。姓名只在这张纸上，成绩里只有座位号。</source>
   <translation>The papers: what is hidden where (with pictures and the notice's words), the keys, the participants. Names stand on paper only; results hold seats.</translation>
  </message>
  <message>
   <source>投影模式把窗口放到全屏、字放大，Shift+F11 结束。讲师资料里有一页照着讲的十步。</source>
   <translation>The projector mode fills the screen and enlarges the text; Shift+F11 ends it. The papers have a page of ten steps to be told.</translation>
  </message>
  <message>
   <source>把学员的成绩文件拖进去，或写上成绩码：全班一张表，看哪一处最多人漏掉。</source>
   <translation>Drop the participants' result files or type their codes: one table of the class, and what most people missed.</translation>
  </message>
  <message>
   <source>编号</source>
   <translation>Number</translation>
  </message>
  <message>
   <source>学员姓名</source>
   <translation>Participants</translation>
  </message>
  <message>
   <source>学员姓名，一行一个，可以粘贴；不写也可以</source>
   <translation>Participants, one a line, may be pasted or left out</translation>
  </message>
  <message>
   <source>自己拼一课…</source>
   <translation>Put a lesson together…</translation>
  </message>
  <message>
   <source>把案卷存到文件夹…</source>
   <translation>Keep the case in a folder…</translation>
  </message>
  <message>
   <source>一、备课</source>
   <translation>1. Prepare</translation>
  </message>
  <message>
   <source>二、上课</source>
   <translation>2. Hold</translation>
  </message>
  <message>
   <source>收成绩…</source>
   <translation>Results…</translation>
  </message>
  <message>
   <source>三、收成绩</source>
   <translation>3. Collect</translation>
  </message>
  <message>
   <source>请写上编号，从 1 到 999999。</source>
   <translation>Please write a number, 1 to 999999.</translation>
  </message>
  <message numerus="yes">
   <source>%n 页</source>
   <translation>
    <numerusform>%n page</numerusform>
    <numerusform>%n pages</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>藏着 %n 处</source>
   <translation>
    <numerusform>%n thing hidden</numerusform>
    <numerusform>%n things hidden</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n 分钟</source>
   <translation>
    <numerusform>%n minute</numerusform>
    <numerusform>%n minutes</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n 位学员，座位号从 1 起</source>
   <translation>
    <numerusform>%n participant, seats from 1</numerusform>
    <numerusform>%n participants, seats from 1</numerusform>
   </translation>
  </message>
  <message>
   <source>讲师</source>
   <translation>Trainer</translation>
  </message>
  <message>
   <source>课程</source>
   <translation>Lesson</translation>
  </message>
  <message>
   <source>结束投影模式</source>
   <translation>End projector mode</translation>
  </message>
  <message>
   <source>投影模式</source>
   <translation>Projector mode</translation>
  </message>
  <message>
   <source>练习与培训</source>
   <translation>Practice and training</translation>
  </message>
  <message>
   <source>备课</source>
   <translation>preparing</translation>
  </message>
  <message>
   <source>投影</source>
   <translation>projector</translation>
  </message>
  <message>
   <source>收成绩</source>
   <translation>Results</translation>
  </message>
  <message>
   <source>没有复制到文字，请复制姓名。</source>
   <translation>No text was copied; please copy the names.</translation>
  </message>
 </context>
 <context>
  <name>TrainerRoom</name>
  <message>
   <source>案卷放在哪个文件夹</source>
   <translation>Choose the folder for the case</translation>
  </message>
  <message numerus="yes">
   <source>已看 %n 份…</source>
   <translation>
    <numerusform>Looked at %n…</numerusform>
    <numerusform>Looked at %n…</numerusform>
   </translation>
  </message>
  <message>
   <source>上一件还在做，做完再按一次。</source>
   <translation>Something else is still being made; press again when it is done.</translation>
  </message>
  <message>
   <source>正在画第 {n} / {m} 页…</source>
   <translation>Drawing page {n} of {m}…</translation>
  </message>
  <message>
   <source>“{title}”已收下，列表里有了</source>
   <translation>“{title}” is kept and stands in the list</translation>
  </message>
  <message>
   <source>表格和网页在{place}</source>
   <translation>Workbook and page: {place}</translation>
  </message>
  <message>
   <source>讲师资料在{place}</source>
   <translation>Papers for the trainer: {place}</translation>
  </message>
  <message>
   <source>案卷在{place}</source>
   <translation>Case: {place}</translation>
  </message>
 </context>
 <context>
  <name>CaseDesk</name>
  <message numerus="yes">
   <source>一整张定下 %n 处</source>
   <translation>
    <numerusform>Sheet decided: %n place</numerusform>
    <numerusform>Sheet decided: %n places</numerusform>
   </translation>
  </message>
  <message>
   <source>第 {n} 页</source>
   <translation>Page {n}</translation>
  </message>
  <message>
   <source>{words}，其中盖上 {n} 处</source>
   <translation>{words}, {n} of them covered</translation>
  </message>
 </context>
 <context>
  <name>FoundCard</name>
  <message>
   <source>看第 {n} 页</source>
   <translation>See page {n}</translation>
  </message>
 </context>
 <context>
  <name>entries</name>
  <message>
   <source>“{label}”旁边读到“{text}”，没有遮盖。</source>
   <translation>Beside “{label}” stands “{text}”; no cover hides it.</translation>
  </message>
  <message>
   <source>“{label}”旁边没有读到字，也没有遮盖；手写的请看一眼。</source>
   <translation>Nothing was read beside “{label}” and nothing is covered; look whether something is written by hand.</translation>
  </message>
  <message>
   <source>未盖</source>
   <translation>open</translation>
  </message>
  <message>
   <source>自己画的</source>
   <translation>Drawn by you</translation>
  </message>
  <message>
   <source>若遮的不是这一项，请在下面改。</source>
   <translation>If it covers something else, change it below.</translation>
  </message>
  <message>
   <source>不盖</source>
   <translation>open</translation>
  </message>
  <message>
   <source>只盖印文</source>
   <translation>Cover words only</translation>
  </message>
  <message>
   <source>建议盖</source>
   <translation>proposed</translation>
  </message>
  <message>
   <source>请您决定</source>
   <translation>please decide</translation>
  </message>
  <message>
   <source>已盖</source>
   <translation>covered</translation>
  </message>
  <message>
   <source>读不出的字</source>
   <translation>Unreadable writing</translation>
  </message>
  <message>
   <source>姓名拼音</source>
   <translation>Name in Latin letters</translation>
  </message>
  <message>
   <source>姓名的别的写法</source>
   <translation>Other form of the name</translation>
  </message>
  <message>
   <source>单位的别的写法</source>
   <translation>Other form of the employer</translation>
  </message>
  <message>
   <source>单位简称</source>
   <translation>Short form of the employer</translation>
  </message>
  <message>
   <source>曾任单位</source>
   <translation>Former employer</translation>
  </message>
  <message>
   <source>、</source>
   <translation>, </translation>
  </message>
  <message>
   <source>，</source>
   <translation>, </translation>
  </message>
 </context>
 <context>
  <name>GroupHead</name>
  <message numerus="yes">
   <source>%n 处</source>
   <translation>
    <numerusform>%n place</numerusform>
    <numerusform>%n places</numerusform>
   </translation>
  </message>
  <message>
   <source>第 {n} 页</source>
   <translation>Page {n}</translation>
  </message>
 </context>
 <context>
  <name>CellPainter</name>
  <message numerus="yes">
   <source>%n 处</source>
   <translation>
    <numerusform>%n place</numerusform>
    <numerusform>%n places</numerusform>
   </translation>
  </message>
  <message>
   <source>第 {n} 页</source>
   <translation>Page {n}</translation>
  </message>
 </context>
 <context>
  <name>GalleryList</name>
  <message numerus="yes">
   <source>%n 处</source>
   <translation>
    <numerusform>%n place</numerusform>
    <numerusform>%n places</numerusform>
   </translation>
  </message>
  <message>
   <source>第 {n} 页</source>
   <translation>Page {n}</translation>
  </message>
  <message>
   <source>遮盖一览</source>
   <translation>All covers</translation>
  </message>
 </context>
 <context>
  <name>GalleryPage</name>
  <message>
   <source>姓名、单位、签字旁没有盖的 {n}</source>
   <translation>Open beside labels {n}</translation>
  </message>
  <message>
   <source>第 {n} 页　{what}　{how}</source>
   <translation>Page {n}　{what}　{how}</translation>
  </message>
  <message>
   <source>全部遮盖一览</source>
   <translation>All covers at one glance</translation>
  </message>
  <message>
   <source>姓名、单位、签字旁没有盖的 {n}…</source>
   <translation>Open beside labels {n}…</translation>
  </message>
  <message>
   <source>已盖上</source>
   <translation>covered</translation>
  </message>
  <message>
   <source>不盖</source>
   <translation>Leave</translation>
  </message>
  <message>
   <source>黑色用半透明显示，好核对盖的是什么</source>
   <translation>Shown transparent, to see what lies below</translation>
  </message>
  <message>
   <source>回到复核</source>
   <translation>Back to the review</translation>
  </message>
  <message numerus="yes">
   <source>{m} 页上 %n 处遮盖</source>
   <translation>
    <numerusform>%n cover (pages: {m})</numerusform>
    <numerusform>%n covers (pages: {m})</numerusform>
   </translation>
  </message>
  <message>
   <source>为什么</source>
   <translation>Why</translation>
  </message>
  <message>
   <source>这里没有要看的</source>
   <translation>Nothing to look at here</translation>
  </message>
  <message>
   <source>盖住的 {n}</source>
   <translation>Covered {n}</translation>
  </message>
  <message>
   <source>没有盖的 {n}</source>
   <translation>Open {n}</translation>
  </message>
  <message>
   <source>第 {n} 页</source>
   <translation>Page {n}</translation>
  </message>
 </context>
 <context>
  <name>OrganisationCard</name>
  <message>
   <source>与“{word}”只有一个字不同，请看一眼是不是同一家。</source>
   <translation>It differs from “{word}” in one letter; please look whether it is the same.</translation>
  </message>
  <message numerus="yes">
   <source>在 %n 页上见到，其中 {k} 处在“工作单位”一类的栏里。</source>
   <translation>
    <numerusform>Seen on %n page; in fields such as 工作单位: {k}.</numerusform>
    <numerusform>Seen on %n pages; in fields such as 工作单位: {k}.</numerusform>
   </translation>
  </message>
  <message>
   <source>本单位</source>
   <translation>My employer</translation>
  </message>
  <message>
   <source>曾任</source>
   <translation>Former employer</translation>
  </message>
  <message>
   <source>不是</source>
   <translation>Not mine</translation>
  </message>
  <message numerus="yes">
   <source>在 %n 页上见到，都在标题里。</source>
   <translation>
    <numerusform>Seen on %n page, in a heading.</numerusform>
    <numerusform>Seen on %n pages, always in a heading.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>OrganisationsPage</name>
  <message>
   <source>材料上的“工作单位”栏和标题里见到这些名称。答“本单位”或“曾任”的，马上在所有页上找一遍；答“不是”的记下，不再问。</source>
   <translation>These names stand in fields such as 工作单位 and in headings. What is yours is searched for on all pages at once; what is not is noted and not asked again.</translation>
  </message>
  <message>
   <source>已记下这个写法，各页重新找一遍</source>
   <translation>This spelling is kept; all pages are searched again</translation>
  </message>
  <message>
   <source>已记下：不是，不再问</source>
   <translation>Kept: not mine; not asked again</translation>
  </message>
  <message>
   <source>还没有见到别的单位名称。页读完以后，这里会列出来。</source>
   <translation>No other organisation was seen yet. They are listed here once the pages are read.</translation>
  </message>
  <message>
   <source>核对单位</source>
   <translation>Check employers</translation>
  </message>
  <message>
   <source>就这样</source>
   <translation>That is it</translation>
  </message>
  <message>
   <source>这些是您的单位吗？</source>
   <translation>Are these your employers?</translation>
  </message>
  <message>
   <source>回到栏目</source>
   <translation>Back to the sections</translation>
  </message>
  <message>
   <source>维吾尔文（或哈萨克文）写法</source>
   <translation>Spellings in Uyghur (or Kazakh)</translation>
  </message>
  <message>
   <source>已记下：“{name}”</source>
   <translation>Noted: “{name}”</translation>
  </message>
  <message>
   <source>还有 {n} 处没有答</source>
   <translation>{n} still unanswered</translation>
  </message>
 </context>
 <context>
  <name>SheetPage</name>
  <message>
   <source>按 Ctrl+Enter 或点按钮才算定下，回车不代您决定；那些页还要您确认。</source>
   <translation>Only Ctrl+Enter or the button decides, Enter does not; the pages still need your confirmation.</translation>
  </message>
  <message>
   <source>没有可以并排看的疑问处了。</source>
   <translation>No doubts are left that could be seen side by side.</translation>
  </message>
  <message numerus="yes">
   <source>要看原页的 %n 处</source>
   <translation>
    <numerusform>%n place to see on its page</numerusform>
    <numerusform>%n places to see on their pages</numerusform>
   </translation>
  </message>
  <message>
   <source>并排能定的都定了；说要看原页的，请打开那一页。</source>
   <translation>All that can be decided side by side is decided; please open the pages that you wanted to see.</translation>
  </message>
  <message>
   <source>记好以后接着下一张。</source>
   <translation>The next sheet follows once this is kept.</translation>
  </message>
  <message numerus="yes">
   <source>记下标出的 %n 处</source>
   <translation>
    <numerusform>Keep the %n marked place</numerusform>
    <numerusform>Keep the %n marked places</numerusform>
   </translation>
  </message>
  <message>
   <source>都先不定</source>
   <translation>Decide none of them yet</translation>
  </message>
  <message>
   <source>标出的：盖上 {n} 处，先不定 {m} 处。</source>
   <translation>Marked: {n} to cover, {m} not decided yet. </translation>
  </message>
  <message>
   <source>回去</source>
   <translation>Go back</translation>
  </message>
  <message numerus="yes">
   <source>往下看，还有 %n 处没有看到</source>
   <translation>
    <numerusform>Look on: %n place not seen yet</numerusform>
    <numerusform>Look on: %n places not seen yet</numerusform>
   </translation>
  </message>
  <message>
   <source>正在取图 {n} / {m}</source>
   <translation>Cutting pictures {n} / {m}</translation>
  </message>
  <message>
   <source>每一处都看到以后，才能一起定。</source>
   <translation>They can be decided together once you have seen every one.</translation>
  </message>
 </context>
 <context>
  <name>SpellingCard</name>
  <message>
   <source>这是您的维吾尔文（或哈萨克文）姓名吗？</source>
   <translation>Is this your name in Uyghur (or Kazakh)?</translation>
  </message>
  <message numerus="yes">
   <source>在 %n 页上读到，紧挨着您写的汉字。答“是”的，马上在各页上找；答“不是”的，不再问。</source>
   <translation>
    <numerusform>Read on %n page, right beside your Chinese words. After a yes it is looked for on every page; after a no it is not asked about again.</numerusform>
    <numerusform>Read on %n pages, right beside your Chinese words. After a yes it is looked for on every page; after a no it is not asked about again.</numerusform>
   </translation>
  </message>
  <message>
   <source>照图上的字母写</source>
   <translation>The letters as the picture shows them</translation>
  </message>
  <message>
   <source>这里只写阿拉伯字母，和图上的一样。</source>
   <translation>Only Arabic letters here, as the picture shows them.</translation>
  </message>
  <message>
   <source>是</source>
   <translation>Yes</translation>
  </message>
  <message>
   <source>不是</source>
   <translation>Not mine</translation>
  </message>
  <message>
   <source>改一下</source>
   <translation>Put it right</translation>
  </message>
  <message>
   <source>这是您单位的维吾尔文（或哈萨克文）名称吗？</source>
   <translation>Is this your employer's name in Uyghur (or Kazakh)?</translation>
  </message>
  <message>
   <source>就用这个写法</source>
   <translation>Use this spelling</translation>
  </message>
 </context>
 <context>
  <name>tiles</name>
  <message>
   <source>没有标</source>
   <translation>not marked</translation>
  </message>
  <message>
   <source>图取不出，请看原页</source>
   <translation>no picture, please see the page</translation>
  </message>
  <message>
   <source>看这一页</source>
   <translation>See this page</translation>
  </message>
  <message>
   <source>{keys} 样子相同</source>
   <translation>{keys} look the same</translation>
  </message>
 </context>
 <context>
  <name>Tile</name>
  <message>
   <source>图取不出</source>
   <translation>No picture</translation>
  </message>
  <message>
   <source>正在取图</source>
   <translation>Cutting the picture</translation>
  </message>
 </context>
 <context>
  <name>DoubtPainter</name>
  <message>
   <source>图取不出</source>
   <translation>No picture</translation>
  </message>
  <message>
   <source>正在取图</source>
   <translation>Cutting the picture</translation>
  </message>
 </context>
 <context>
  <name>TileList</name>
  <message>
   <source>图取不出</source>
   <translation>No picture</translation>
  </message>
  <message>
   <source>正在取图</source>
   <translation>Cutting the picture</translation>
  </message>
  <message>
   <source>并排的各处</source>
   <translation>Places side by side</translation>
  </message>
 </context>
 <context>
  <name>changes</name>
  <message>
   <source>已撤回：{what}（{where}）</source>
   <translation>Taken back: {what} ({where})</translation>
  </message>
  <message>
   <source>已重做：{what}（{where}）</source>
   <translation>Done again: {what} ({where})</translation>
  </message>
  <message numerus="yes">
   <source>%n 页</source>
   <translation>
    <numerusform>%n page</numerusform>
    <numerusform>%n pages</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{pages}上 %n 处的盖与不盖</source>
   <translation>
    <numerusform>covering %n place on {pages}</numerusform>
    <numerusform>covering %n places on {pages}</numerusform>
   </translation>
  </message>
  <message>
   <source>没有收下的文件</source>
   <translation>a refused file</translation>
  </message>
  <message>
   <source>第 {n} 页</source>
   <translation>Page {n}</translation>
  </message>
  <message>
   <source>确认{pages}</source>
   <translation>confirmation of {pages}</translation>
  </message>
  <message>
   <source>{pages}的盖与不盖</source>
   <translation>what is covered on {pages}</translation>
  </message>
  <message>
   <source>{pages}上自己画的遮盖</source>
   <translation>cover drawn by hand on {pages}</translation>
  </message>
  <message>
   <source>{pages}在平台上点什么</source>
   <translation>what to click on the platform for {pages}</translation>
  </message>
  <message>
   <source>{pages}的摆正与裁边</source>
   <translation>turn and crop of {pages}</translation>
  </message>
  <message>
   <source>{pages}是什么材料</source>
   <translation>what {pages} is</translation>
  </message>
  <message>
   <source>放入{pages}</source>
   <translation>adding {pages}</translation>
  </message>
  <message>
   <source>移走{pages}</source>
   <translation>removing {pages}</translation>
  </message>
  <message>
   <source>换掉{pages}</source>
   <translation>replacing {pages}</translation>
  </message>
  <message>
   <source>{pages}归类</source>
   <translation>sorting {pages}</translation>
  </message>
  <message>
   <source>{pages}的先后</source>
   <translation>order of {pages}</translation>
  </message>
  <message>
   <source>姓名与单位的写法</source>
   <translation>spellings of name and employer</translation>
  </message>
  <message>
   <source>一个回答</source>
   <translation>one answer</translation>
  </message>
  <message>
   <source>“{part}”里写的字</source>
   <translation>text in “{part}”</translation>
  </message>
  <message>
   <source>“{part}”是否适用</source>
   <translation>whether “{part}” applies</translation>
  </message>
  <message>
   <source>一条提醒就这样</source>
   <translation>a warning that stands</translation>
  </message>
  <message>
   <source>上传方式</source>
   <translation>Way of uploading</translation>
  </message>
  <message>
   <source>平台的文件限制</source>
   <translation>file limits of the platform</translation>
  </message>
  <message>
   <source>退回的登记</source>
   <translation>entry of a return</translation>
  </message>
  <message>
   <source>要改的一处</source>
   <translation>one thing to mend</translation>
  </message>
  <message>
   <source>一次导出的记录（文件夹还在）</source>
   <translation>entry of an export (its folder stays)</translation>
  </message>
  <message>
   <source>已在平台提交</source>
   <translation>Handed in</translation>
  </message>
  <message>
   <source>平台的进展</source>
   <translation>progress on the platform</translation>
  </message>
  <message>
   <source>已上传的打勾</source>
   <translation>ticks of what is uploaded</translation>
  </message>
  <message>
   <source>一处改动</source>
   <translation>one change</translation>
  </message>
 </context>
 <context>
  <name>clock_words</name>
  <message>
   <source>{t}（北京时间，这台电脑 {own}）</source>
   <translation>{t} (Beijing time; {own} on this computer)</translation>
  </message>
  <message>
   <source>{t}（北京时间）</source>
   <translation>{t} (Beijing time)</translation>
  </message>
  <message>
   <source>{m} 月 {d} 日 {t}</source>
   <translation>{d}/{m} {t}</translation>
  </message>
  <message>
   <source>时间都按北京时间。</source>
   <translation>All times are Beijing time.</translation>
  </message>
  <message>
   <source>现在北京时间 {t}，这台电脑显示 {own}。</source>
   <translation> It is {t} in Beijing; this computer shows {own}.</translation>
  </message>
  <message>
   <source>{h} 小时 {m} 分</source>
   <translation>{h} h {m} min</translation>
  </message>
  <message>
   <source>{d} 天 {h} 小时</source>
   <translation>{d} d {h} h</translation>
  </message>
  <message>
   <source>补正 {n}/{m}</source>
   <translation>Correction {n}/{m}</translation>
  </message>
  <message>
   <source>补正第 {n} 次</source>
   <translation>Correction no. {n}</translation>
  </message>
  <message>
   <source>时限原文未述</source>
   <translation>no term stated</translation>
  </message>
  <message>
   <source>时限已过</source>
   <translation>the term is over</translation>
  </message>
  <message>
   <source>还剩 {left}（北京时间）</source>
   <translation>{left} left (Beijing time)</translation>
  </message>
 </context>
 <context>
  <name>doubts</name>
  <message>
   <source>看不清的印章</source>
   <translation>Seals nobody could read</translation>
  </message>
  <message>
   <source>读不出的字</source>
   <translation>Unreadable writing</translation>
  </message>
  <message>
   <source>像是签字的地方</source>
   <translation>Possible signatures</translation>
  </message>
  <message>
   <source>像是照片的地方</source>
   <translation>Possible photos</translation>
  </message>
  <message>
   <source>读不出的二维码、条形码</source>
   <translation>Unread QR codes and bar codes</translation>
  </message>
  <message>
   <source>像是身份证号的数字</source>
   <translation>Possible identity numbers</translation>
  </message>
  <message numerus="yes">
   <source>这 %n 处都不是我们单位的</source>
   <translation>
    <numerusform>This %n is not of our employer</numerusform>
    <numerusform>These %n are not of our employer</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>这 %n 处都没有本人姓名和单位</source>
   <translation>
    <numerusform>This %n shows neither name nor employer</numerusform>
    <numerusform>These %n show neither name nor employer</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>这 %n 处都不是本人签的</source>
   <translation>
    <numerusform>This %n was not signed by the applicant</numerusform>
    <numerusform>These %n were not signed by the applicant</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>这 %n 处都不是本人照片</source>
   <translation>
    <numerusform>This %n is no photo of the applicant</numerusform>
    <numerusform>These %n are no photos of the applicant</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>这 %n 处都查不到本人</source>
   <translation>
    <numerusform>This %n does not lead to the applicant</numerusform>
    <numerusform>These %n do not lead to the applicant</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>这 %n 处都不是本人的号码</source>
   <translation>
    <numerusform>This %n is not the applicant's number</numerusform>
    <numerusform>These %n are not the applicant's number</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>其余 %n 处都不是我们单位的</source>
   <translation>
    <numerusform>The other %n is not of our employer</numerusform>
    <numerusform>The other %n are not of our employer</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>其余 %n 处都没有本人姓名和单位</source>
   <translation>
    <numerusform>The other %n shows neither name nor employer</numerusform>
    <numerusform>The other %n show neither name nor employer</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>其余 %n 处都不是本人签的</source>
   <translation>
    <numerusform>The other %n was not signed by the applicant</numerusform>
    <numerusform>The other %n were not signed by the applicant</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>其余 %n 处都不是本人照片</source>
   <translation>
    <numerusform>The other %n is no photo of the applicant</numerusform>
    <numerusform>The other %n are no photos of the applicant</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>其余 %n 处都查不到本人</source>
   <translation>
    <numerusform>The other %n does not lead to the applicant</numerusform>
    <numerusform>The other %n do not lead to the applicant</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>其余 %n 处都不是本人的号码</source>
   <translation>
    <numerusform>The other %n is not the applicant's number</numerusform>
    <numerusform>The other %n are not the applicant's number</numerusform>
   </translation>
  </message>
  <message>
   <source>是本人的，盖上</source>
   <translation>The applicant's, to be covered</translation>
  </message>
  <message>
   <source>要看原页，先不定</source>
   <translation>See the page, not decided yet</translation>
  </message>
  <message>
   <source>是我们单位的，盖上</source>
   <translation>Ours, to be covered</translation>
  </message>
  <message>
   <source>{what} {n} 处 · 并排看</source>
   <translation>{what}: {n} · side by side</translation>
  </message>
 </context>
 <context>
  <name>notice_words</name>
  <message numerus="yes">
   <source>还有 %n 天</source>
   <translation>
    <numerusform>%n day left</numerusform>
    <numerusform>%n days left</numerusform>
   </translation>
  </message>
  <message>
   <source>截止日原文未述</source>
   <translation>No last day stated</translation>
  </message>
  <message>
   <source>已截止</source>
   <translation>Closed</translation>
  </message>
  <message>
   <source>今天截止</source>
   <translation>Ends today</translation>
  </message>
 </context>
 <context>
  <name>path_words</name>
  <message>
   <source>现在在这里</source>
   <translation>you are here</translation>
  </message>
  <message>
   <source>已完成</source>
   <translation>done</translation>
  </message>
  <message>
   <source>还没有到</source>
   <translation>not yet due</translation>
  </message>
  <message>
   <source>等您处理</source>
   <translation>waits for you</translation>
  </message>
  <message>
   <source>退回后多久改好，原文未述。</source>
   <translation>The notice does not say how long mending may take.</translation>
  </message>
  <message>
   <source>改好的时限到 {end}。</source>
   <translation>To be mended by {end}.</translation>
  </message>
  <message numerus="yes">
   <source>去看 %n 页的归类建议</source>
   <translation>
    <numerusform>See %n proposed place</numerusform>
    <numerusform>See %n proposed places</numerusform>
   </translation>
  </message>
  <message>
   <source>先写姓名和单位</source>
   <translation>First name and employer</translation>
  </message>
  <message>
   <source>选择文件…</source>
   <translation>Choose files…</translation>
  </message>
  <message numerus="yes">
   <source>照建议归类 %n 页</source>
   <translation>
    <numerusform>Sort %n page as proposed</numerusform>
    <numerusform>Sort %n pages as proposed</numerusform>
   </translation>
  </message>
  <message>
   <source>给第 {place} 页选位置…</source>
   <translation>Choose a place for page {place}…</translation>
  </message>
  <message>
   <source>正在认 {n}/{m}</source>
   <translation>Recognising {n}/{m}</translation>
  </message>
  <message>
   <source>核对读到的名称，还有 {n} 处</source>
   <translation>Answer about names read, {n} left</translation>
  </message>
  <message numerus="yes">
   <source>复核，还剩 %n 页</source>
   <translation>
    <numerusform>Review, %n page left</numerusform>
    <numerusform>Review, %n pages left</numerusform>
   </translation>
  </message>
  <message>
   <source>答下一题，还有 {n} 题</source>
   <translation>Next question, {n} left</translation>
  </message>
  <message>
   <source>去改，还有 {n} 处</source>
   <translation>Mend what is left: {n}</translation>
  </message>
  <message>
   <source>放入“{slot}”…</source>
   <translation>Add “{slot}”…</translation>
  </message>
  <message>
   <source>选择上传方式</source>
   <translation>Choose the way of uploading</translation>
  </message>
  <message>
   <source>改过了，再导出一次</source>
   <translation>Changed since: export again</translation>
  </message>
  <message>
   <source>打开上传助手</source>
   <translation>Open the upload assistant</translation>
  </message>
  <message>
   <source>记下平台的进展</source>
   <translation>Note what the platform says</translation>
  </message>
  <message numerus="yes">
   <source>导出改过的 %n 页</source>
   <translation>
    <numerusform>Export %n changed page</numerusform>
    <numerusform>Export %n changed pages</numerusform>
   </translation>
  </message>
  <message>
   <source>记下：已重新提交</source>
   <translation>Note: handed in again</translation>
  </message>
  <message>
   <source>去归类 {n} 页</source>
   <translation>Go and sort {n}</translation>
  </message>
  <message numerus="yes">
   <source>最后检查，导出 %n 页</source>
   <translation>
    <numerusform>Final check, export %n page</numerusform>
    <numerusform>Final check, export %n pages</numerusform>
   </translation>
  </message>
  <message>
   <source>最后检查</source>
   <translation>Final check</translation>
  </message>
  <message>
   <source>空格　放大</source>
   <translation>Space: enlarge</translation>
  </message>
  <message>
   <source>填写</source>
   <translation>Fill in</translation>
  </message>
  <message>
   <source>放材料</source>
   <translation>Add pages</translation>
  </message>
  <message>
   <source>归类</source>
   <translation>Sort</translation>
  </message>
  <message>
   <source>复核</source>
   <translation>Review</translation>
  </message>
  <message>
   <source>检查</source>
   <translation>Check</translation>
  </message>
  <message>
   <source>导出</source>
   <translation>Export</translation>
  </message>
  <message>
   <source>上传之后</source>
   <translation>After the upload</translation>
  </message>
  <message numerus="yes">
   <source>%n 页</source>
   <translation>
    <numerusform>%n page</numerusform>
    <numerusform>%n pages</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} 页未归</source>
   <translation>{n} unsorted</translation>
  </message>
  <message>
   <source>缺 {n} 件</source>
   <translation>{n} missing</translation>
  </message>
  <message>
   <source>正在读 {n}/{m}</source>
   <translation>reading {n}/{m}</translation>
  </message>
  <message numerus="yes">
   <source>还剩 %n 页</source>
   <translation>
    <numerusform>%n page left</numerusform>
    <numerusform>%n pages left</numerusform>
   </translation>
  </message>
  <message>
   <source>{n} 条</source>
   <translation>{n} open</translation>
  </message>
  <message numerus="yes">
   <source>已导出 %n 页</source>
   <translation>
    <numerusform>%n page exported</numerusform>
    <numerusform>%n pages exported</numerusform>
   </translation>
  </message>
  <message>
   <source>已导出 {n}/{m} 页</source>
   <translation>exported {n}/{m}</translation>
  </message>
  <message>
   <source>导出后改过</source>
   <translation>changed since</translation>
  </message>
  <message>
   <source>只导改过的</source>
   <translation>changes only</translation>
  </message>
  <message>
   <source>已提交</source>
   <translation>handed in</translation>
  </message>
  <message>
   <source>正在收下 {n}/{m}</source>
   <translation>taking in {n}/{m}</translation>
  </message>
  <message>
   <source>已收下 {n}</source>
   <translation>{n} taken in</translation>
  </message>
 </context>
 <context>
  <name>return_words</name>
  <message>
   <source>用人单位</source>
   <translation>Employer</translation>
  </message>
  <message>
   <source>主管单位</source>
   <translation>Supervising unit</translation>
  </message>
  <message>
   <source>评审委员会</source>
   <translation>Committee</translation>
  </message>
  <message>
   <source>第 {n} 次退回：{who}，{at}</source>
   <translation>Return {n}: {who}, {at}</translation>
  </message>
  <message>
   <source>{who}退回：多久改好，通知和意见都没有写，请问退回的单位。</source>
   <translation>Sent back by {who}: neither notice nor return names a term; please ask them.</translation>
  </message>
  <message>
   <source>时限：意见里写的“{quote}”，到 {until}。</source>
   <translation>Term: the return says “{quote}”, until {until}.</translation>
  </message>
  <message>
   <source>时限：通知 {clause}，到 {until}。</source>
   <translation>Term: notice {clause}, until {until}.</translation>
  </message>
  <message>
   <source>时限：通知 {clause} 与意见里的“{quote}”不同，先按较早的，到 {until}。</source>
   <translation>Term: notice {clause} and the return (“{quote}”) differ; the earlier one counts for now, until {until}.</translation>
  </message>
  <message>
   <source>时限：通知 {clause}，意见里也写了“{quote}”，一致，到 {until}。</source>
   <translation>Term: notice {clause}, and the return says “{quote}”, too; until {until}.</translation>
  </message>
  <message>
   <source>轮到您</source>
   <translation>Your turn</translation>
  </message>
  <message>
   <source>改了，还没确认</source>
   <translation>Changed, unconfirmed</translation>
  </message>
  <message>
   <source>已改好</source>
   <translation>Mended</translation>
  </message>
  <message>
   <source>已注明</source>
   <translation>Word noted</translation>
  </message>
 </context>
 <context>
  <name>result_view</name>
  <message>
   <source>“{parent}”文件夹里的“{name}”</source>
   <translation>“{name}” in the folder “{parent}”</translation>
  </message>
 </context>
 <context>
  <name>states</name>
  <message>
   <source>无需遮盖</source>
   <translation>no cover</translation>
  </message>
  <message>
   <source>已遮盖</source>
   <translation>covered</translation>
  </message>
  <message>
   <source>待复核</source>
   <translation>In doubt</translation>
  </message>
  <message>
   <source>未收下</source>
   <translation>not taken</translation>
  </message>
  <message>
   <source>正在读</source>
   <translation>reading</translation>
  </message>
  <message>
   <source>等候中</source>
   <translation>waiting</translation>
  </message>
  <message>
   <source>清楚</source>
   <translation>Clear</translation>
  </message>
  <message>
   <source>读不清，重拍</source>
   <translation>Unclear, take again</translation>
  </message>
  <message>
   <source>读不清，留用</source>
   <translation>Unclear, kept</translation>
  </message>
  <message>
   <source>少一边</source>
   <translation>Cut off</translation>
  </message>
  <message>
   <source>少一边，留用</source>
   <translation>Cut off, kept</translation>
  </message>
  <message>
   <source>不像您的材料</source>
   <translation>Not yours, it seems</translation>
  </message>
  <message>
   <source>已齐</source>
   <translation>complete</translation>
  </message>
  <message>
   <source>缺少</source>
   <translation>missing</translation>
  </message>
  <message>
   <source>需您确认</source>
   <translation>for you</translation>
  </message>
  <message>
   <source>不需要</source>
   <translation>not needed</translation>
  </message>
  <message>
   <source>已注明不适用</source>
   <translation>noted: not applicable</translation>
  </message>
  <message>
   <source>原文未述</source>
   <translation>not stated</translation>
  </message>
  <message>
   <source>未能检查</source>
   <translation>not checked</translation>
  </message>
  <message>
   <source>等单位盖章</source>
   <translation>Employer to seal</translation>
  </message>
  <message>
   <source>等单位出具</source>
   <translation>Employer to issue</translation>
  </message>
  <message>
   <source>等主管单位</source>
   <translation>Supervising unit</translation>
  </message>
  <message>
   <source>等别人</source>
   <translation>waits for others</translation>
  </message>
 </context>
 <context>
  <name>time_words</name>
  <message>
   <source>约 {n} 分钟</source>
   <translation>about {n} min</translation>
  </message>
  <message>
   <source>约 {n} 秒</source>
   <translation>about {n} s</translation>
  </message>
 </context>
</TS>
