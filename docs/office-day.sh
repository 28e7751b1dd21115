#!/bin/sh
# 人事的一天，不开窗口：核对花名册 → 处理 → 停下、接着做 → 各人的疑问 → 信、总表、文书 → 抽查一份材料包。
#
#   sh office-day.sh 花名册.xlsx 材料 结果 [抽查的人的文件夹 姓名 工作单位]
#
# 可以反复运行：花名册要改就停在第一步（结束码 1），材料还没有到的人不挡着；Ctrl-C 停下（130）以后再运行就接着做，
# 做完的不再做。结束码和 zcdesk 的一样：0 全部办好；1 还有要人办的，屏幕上写着；6 抽查的成品里还认得出她；
# 7 有没办成的（磁盘满、案卷被占着）；130 被 Ctrl-C 停下。
# 环境变量：ZCDESK 程序的命令（默认 zcdesk）；NOTICE 通知编号；DUE 请本人在哪一天以前交齐，如 2024-09-20。
set -u
[ $# -eq 3 ] || [ $# -eq 6 ] || { sed -n 4p "$0" >&2; exit 2; }
roster=$1 scans=$2 out=$3 who=${4-} name=${5-} employer=${6-}
left=0 # 有要人办的就是 1，有没办成的就是 7
zcdesk() { command ${ZCDESK:-zcdesk} "$@"; }
trap 'echo "已停下；同样的命令再运行一次就接着做。" >&2; exit 130' INT

# 一步：程序以 1 结束是做完了、有要人办的，接着往下；7 是这一步没有做成，由用它的地方定；别的（2、3、4、6、130）就停。
step() {
    echo "—— $1" && shift
    zcdesk "$@"
    code=$?
    case $code in 0) ;; 1) [ $left = 7 ] || left=1 ;; 7) left=7 ;; *) exit $code ;; esac
    return $code
}

# 1. 还没有花名册：生成空表，填好再来。
if [ ! -e "$roster" ]; then
    step 生成空表 batch template "$roster" --notice "${NOTICE:-region-senior-2024}" || exit $left
    exit 1
fi
# 2. 花名册和材料文件夹一次核对完，什么都不写。要改的都在屏幕上，改好再运行一次。
step 核对 batch check "$roster" --scans "$scans" --json "$roster.json" || exit $left
# 3. 处理全体；做到一半停下的，从停下的地方接着做。信和总表也在这一步写好，表按全体写。
set -- --scans "$scans" --out "$out" --json "$out.json"
for kind in recommendation posting; do set -- "$@" --form "$kind"; done
[ -e "$out" ] && set -- "$@" --resume
[ "${DUE-}" ] && set -- "$@" --due "$DUE"
step 处理 batch "$roster" "$@"
[ $left != 7 ] || exit 7 # 没有做成：原因在屏幕上
# 4. 各人的疑问写成 doubts.json。人事看过、填好、另存为 decided.json 的，照着办；办成的改名，不办第二次，没有办成的几条仍留着。
for case in "$out"/*/person.zcase; do
    place=${case%/*}
    if [ -e "$place/decided.json" ]; then
        step "答复 ${place##*/}" case decide "$case" "$place/decided.json" --left "$place/left.json"
        [ $? = 7 ] || mv "$place/decided.json" "$place/decided.done.json"
        [ -e "$place/decided.json" ] || [ ! -e "$place/left.json" ] || mv "$place/left.json" "$place/decided.json"
        rm -f "$place/left.json"
    fi
    step "疑问 ${place##*/}" case doubts "$case" --json "$place/doubts.json"
    [ -e "$place/letter.docx" ] && [ -e "$place/letter.txt" ] || [ $left = 7 ] || left=1
done
# 5. 抽查一个人：她的公示、导出的材料包，再独立读一遍，看还认不认得出她和单位。
if [ "$who" ]; then
    place=$out/$who
    step 公示 document posting --case "$place/person.zcase" --out "$place/posting.docx" --force
    step 导出 case export "$place/person.zcase" --out "$place/package" --json "$place/export.json"
    step 再读一遍 verify "$place/package" --name "$name" --employer "$employer"
fi
exit $left
