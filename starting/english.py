"""The English of all that the set-up says, by the Chinese that stands where it is said."""

from __future__ import annotations

ENGLISH = {
    # start.py
    """用法：python3 start.py [--wheels 文件夹] [setup | test | nightly | run 参数…]

  （不带参数）   安装并运行：用虚构的样例申报人走完全程，结果在 zcdesk-demo 文件夹
  setup          只安装；装好以后有命令 .venv/bin/zcdesk（Windows 上是 .venv\\Scripts\\zcdesk）
  run 参数…      按需安装，然后运行 zcdesk 参数…，例如：python3 start.py run inspect 扫描件.jpg
  test           安装测试工具，运行当天的检查和测试：每个文件、每条承诺都有（约 8 分钟）
  test --all     运行全部检查和测试（约 25 分钟）；test 文件或 -k 词 只运行选中的
  nightly        运行耗时很长的测试（几小时）
  --wheels 文件夹  从文件夹安装组件，不用网络""": """\
Usage: python3 start.py [--wheels FOLDER] [setup | test | nightly | run ARGS…]

  (no arguments)   set up and run: a fictional sample applicant is walked through everything,
                   what comes of it is in the folder zcdesk-demo
  setup            only set up; the command is .venv/bin/zcdesk then
                   (.venv\\Scripts\\zcdesk on Windows)
  run ARGS…        set up if needed, then run zcdesk ARGS…,
                   e.g. python3 start.py run inspect scan.jpg
  test             install the test tools, run the day's checks and tests: some of every file and
                   every promise (about 8 minutes)
  test --all       run all checks and tests (about 25 minutes);
                   test FILE or -k WORD runs the chosen ones
  nightly          run the tests that take very long (hours)
  --wheels FOLDER  install the packages from a folder, without a network""",
    "当天的测试：便宜的全部，每个文件、每条承诺至少一项；全部的用 test --all": (
        "the day's tests: all cheap ones, at least one of each file and each promise; "
        "test --all runs every one"
    ),
    "全部测试": "all tests",
    "选中的测试": "the chosen tests",
    "代码（ruff check）": "code (ruff check)",
    "代码格式（ruff format）": "layout of the code (ruff format)",
    "类型（mypy --strict）": "types (mypy --strict)",
    "模块层次（import-linter）": "order of the modules (import-linter)",
    "检查{title}没有通过。": "The check of {title} failed.",
    "—— 检查代码、格式、类型、模块层次，与测试同时进行": (
        "—— checking code, layout, types and the order of the modules, beside the tests"
    ),
    "—— {tests}（pytest，不需要显示器）": "—— {tests} (pytest, no display needed)",
    "测试没有运行到底。": "The tests did not run to their end.",
    "有检查没有通过": "a check failed",
    "检查都通过": "all checks passed",
    "测试通过 {passed}，失败 {failed}，跳过 {skipped}；{checks}；用了 {minutes:.1f} 分钟。": (
        "Tests passed: {passed}, failed: {failed}, skipped: {skipped}; {checks}; "
        "it took {minutes:.1f} minutes."
    ),
    "找不到文件夹 {wheels}。": "There is no folder {wheels}.",
    "可以运行：python3 start.py": "To start it: python3 start.py",
    "可以运行：python3 start.py，或者命令 {command}": (
        "To start it: python3 start.py, or the command {command}"
    ),
    "已停止。再运行一次 start.py 会接着安装。": (
        "Stopped. Running start.py again goes on with the set-up."
    ),
    # environment.py
    "另一个窗口正在安装，等它完成……": "Another window is setting up; waiting for it …",
    "正在用 {python} 建立运行环境……": "Making an environment with {python} …",
    "{python}（{program}）不能建立运行环境：缺少 venv 或 ensurepip。"
    "请重新安装完整的 Python 3.11 至 3.14，再运行一次 start.py。": (
        "{python} ({program}) cannot make an environment: it lacks venv or ensurepip. "
        "Install a complete Python 3.11 to 3.14 and run start.py again."
    ),
    "这个 Python 缺少 venv 组件。请运行下面这一行，然后再运行一次 start.py：\n    {line}": (
        "This Python lacks venv. Run this line, then run start.py again:\n    {line}"
    ),
    "文件夹 {wheels}": "the folder {wheels}",
    "网络": "the network",
    "正在从{source}安装约 {total} 个组件，第一次需要几分钟……": (
        "Installing about {total} packages from {source}; the first time takes a few minutes …"
    ),
    "    下载 {name}（{megabytes} MB）": "    downloading {name} ({megabytes} MB)",
    "    组件齐了，正在写入……": "    all packages are here, writing them …",
    "    网络不稳，正在重试……": "    the network is unsteady, trying again …",
    "上次的安装没有完成或已不能用，重新安装。": (
        "The last set-up was not finished or is of no use any more; setting up anew."
    ),
    "安装完成。": "The set-up is done.",
    "磁盘空间不足：{folder} 所在的磁盘还有 {free:.1f} GB，"
    "安装需要约 {needed:.1f} GB。请腾出空间后再运行一次。": (
        "The disk is too full: {free:.1f} GB are free on the disk of {folder}, the set-up needs "
        "about {needed:.1f} GB. Make room and run it again."
    ),
    # interpreters.py
    "{python} 版本过低，zcdesk 需要 Python 3.11 至 3.14。": (
        "{python} is too old, zcdesk needs Python 3.11 to 3.14. "
    ),
    "{python} 版本过新，zcdesk 需要 Python 3.11 至 3.14。": (
        "{python} is too new, zcdesk needs Python 3.11 to 3.14. "
    ),
    "这是 32 位的 {python}，zcdesk 需要 64 位的 Python。": (
        "This {python} has 32 bits, zcdesk needs a Python of 64 bits. "
    ),
    "请安装 64 位的 Python 3.11 至 3.14，再运行一次 start.py。": (
        "Install Python 3.11 to 3.14 of 64 bits and run start.py again."
    ),
    "改用 {python}：{program}": "Using {python} instead: {program}",
    # system.py
    "、": ", ",
    "正在安装系统组件：{names}": "Installing packages of the system: {names}",
    "系统缺少打开窗口所需的组件（{names}）。请运行下面这一行：\n    {line}\n": (
        "The system lacks libraries that the window needs ({names}). Run this line:\n    {line}\n"
    ),
    "然后再运行一次 start.py。": "Then run start.py again.",
    "现在先在没有窗口的情况下继续。": "Going on without the window for now.",
    # words.py
    "Windows x64、Linux x86_64（glibc 2.28 及以上）、"
    "Linux aarch64（glibc 2.31 及以上，Python 3.11 或 3.12）、macOS（Apple 芯片）": (
        "Windows x64, Linux x86_64 (glibc 2.28 or later), Linux aarch64 (glibc 2.31 or later, "
        "Python 3.11 or 3.12), macOS (Apple silicon)"
    ),
    "磁盘空间不足。请在 {folder} 所在的磁盘上腾出约 1.3 GB，再运行一次。": (
        "The disk is full. Make room for about 1.3 GB on the disk of {folder} and run it again."
    ),
    "下载的组件与登记的校验值不符，已停止安装。请换一个网络后再运行一次。": (
        "A package that was downloaded is not the one whose checksum is on record; nothing more is "
        "installed. Run it again over another network."
    ),
    "文件夹 {folder} 不允许写入。请把整个程序文件夹复制到自己的目录下，再运行一次。": (
        "The folder {folder} may not be written to. Copy the whole folder of the program to a "
        "place of your own and run it again."
    ),
    "文件夹的路径太长。请把程序文件夹移到路径较短的地方（如 D:\\zcdesk），再运行一次。": (
        "The path of the folder is too long. Move the program to a shorter one (D:\\zcdesk, say) "
        "and run it again."
    ),
    "网络不通，组件没有下载完。请检查网络或代理后再运行一次；没有网络时，可在能上网的电脑上"
    "下载组件，然后用 --wheels 文件夹 安装。": (
        "The network cannot be reached, not all packages are here. Look at the network or proxy "
        "and run it again; without a network, download the packages on another computer and "
        "install them with --wheels FOLDER."
    ),
    "找不到适合本机（{machine}）的组件 {what}。支持的系统：{supported}；"
    "用 --wheels 安装时，请确认文件夹里的组件齐全；从网络安装时，请确认网络和镜像可用。": (
        "There is no package {what} for this computer ({machine}). Supported: {supported}. "
        "With --wheels, see that the folder holds every package; over the network, see that the "
        "network and the mirror work."
    ),
    "安装没有成功，安装程序的原话是：\n{last}\n可以再运行一次 start.py。": (
        "The set-up failed; the installer said:\n{last}\nYou may run start.py again."
    ),
}
