"""What fictional documents talk about: schools, employers, specialties, projects, sentences."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from zcdesk.quantities.numerals import han, han_digits

PLACES = (
    "新疆", "乌鲁木齐", "昌吉", "喀什", "伊犁", "克拉玛依", "阿克苏", "哈密", "库尔勒", "石河子",
    "和田", "塔城", "阿勒泰", "吐鲁番", "博乐", "五家渠", "奎屯",
)  # fmt: skip
BRAND_FIRST = "瑞恒疆朔昆岳锦泓拓鼎泽砺衡昱禾澜岱钧沐骏"
BRAND_SECOND = "岭泰衡川航晟源野辰垣峻拓禹澄桥棠原锐沛霖"
TRADES: tuple[tuple[str, str], ...] = (
    ("建设工程", "建设"),
    ("建筑安装工程", "建安"),
    ("数字科技", "数科"),
    ("智能装备制造", "智能"),
    ("水利水电工程", "水电"),
    ("交通勘察设计", "交勘"),
    ("工程项目管理", "项管"),
    ("新能源开发", "新能源"),
    ("环境工程技术", "环境"),
    ("信息技术服务", "信息"),
    ("农业科技发展", "农科"),
    ("矿业勘查", "矿业"),
    ("路桥", "路桥"),
    ("化工", "化工"),
    ("电力设备", "电力"),
)
FORMS = (
    "有限公司", "有限公司", "有限公司", "有限责任公司", "有限责任公司", "股份有限公司",
    "集团有限公司",
)  # fmt: skip
INSTITUTES: tuple[tuple[str, str], ...] = (
    ("水利水电勘测设计研究院", "水利院"),
    ("建筑科学研究所", "建科所"),
    ("农业机械推广站", "农机站"),
    ("地质环境监测中心", "监测中心"),
    ("公路工程质量检测中心", "检测中心"),
    ("职业技术学院", "职院"),
    ("第三技工学校", "三技校"),
)


@dataclass(frozen=True)
class Organisation:
    """A fictional organisation; ``short`` is how colleagues call it, or empty."""

    name: str
    short: str = ""

    def written_forms(self) -> tuple[str, ...]:
        """Return the full name with brackets of either width."""
        half = self.name.replace("（", "(").replace("）", ")")
        return (self.name,) if half == self.name else (self.name, half)


def invent_organisation(random: Random) -> Organisation:
    """Return an employer that does not exist."""
    brand = random.choice(BRAND_FIRST) + random.choice(BRAND_SECOND)
    place = random.choice(PLACES)
    if random.random() < 0.2:
        kind, short = random.choice(INSTITUTES)
        return Organisation(f"{place}{brand}{kind}", f"{brand}{short}")
    trade, short = random.choice(TRADES)
    return _shaped(place, brand, trade, short, random)


def _shaped(place: str, brand: str, trade: str, short: str, random: Random) -> Organisation:
    form, shape = random.choice(FORMS), random.random()
    if shape < 0.2:
        name = f"{brand}{trade}（{place}）{form}"
    elif shape < 0.3:
        name = f"{brand}（{place}）{trade}{form}"
    elif shape < 0.36:
        name = f"{brand}{short}有限公司"
    else:
        name = f"{place}{brand}{trade}{form}"
    return Organisation(name, brand + short)


def similar_organisation(model: Organisation, random: Random) -> Organisation:
    """Return another organisation whose name differs from ``model`` by its brand only.

    Neither its full name nor its short one contains a name of ``model``.
    """
    brand = model.short[:2]
    keep = random.random() < 0.5
    for _ in range(50):
        first = brand[0] if keep else random.choice(BRAND_FIRST)
        second = random.choice(BRAND_SECOND) if keep else brand[1]
        if first + second != brand:
            break
    other = first + second
    return Organisation(model.name.replace(brand, other), model.short.replace(brand, other))


def invent_authority(random: Random) -> str:
    """Return the name of an office that issues certificates; no such region exists."""
    region = random.choice(("天岭", "朔北", "昆河", "沙泉", "云屏", "塔岭"))
    office = random.choice(
        (
            "人力资源和社会保障厅",
            "职称改革工作领导小组办公室",
            "专业技术人员继续教育中心",
            "人事考试院",
        )
    )
    return f"{region}{random.choice(('自治州', '地区', '市'))}{office}"


SCHOOLS = (
    "昆仑理工大学",
    "塔河工业大学",
    "天岭科技大学",
    "准东工程学院",
    "西陲农业大学",
    "朔北交通大学",
    "云屏师范大学",
    "绿洲水利水电学院",
)
JOURNALS = (
    "干旱区工程技术",
    "西部智能制造",
    "绿洲水利与施工",
    "边城建筑技术",
    "数字工程应用",
    "职业教育与技能",
)
MAJORS = (
    "土木工程",
    "水利水电工程",
    "机械设计制造及其自动化",
    "计算机科学与技术",
    "电气工程及其自动化",
    "工程管理",
    "测绘工程",
    "农业机械化工程",
    "人力资源管理",
    "环境工程",
)
SERIES = ("工程", "经济", "技工院校教师", "干部院校教师")
SPECIALTIES = (
    "水利施工",
    "建筑施工",
    "智能制造",
    "软件工程",
    "电力工程",
    "公路工程",
    "工程造价",
    "测绘",
    "环保工程",
)
TITLES = ("工程师", "高级工程师", "正高级工程师", "经济师", "高级经济师", "讲师", "高级讲师")
PROJECTS = (
    "北屯垦区高标准农田节水灌溉示范工程",
    "城北工业园区智慧供热管网改造项目",
    "戈壁滩涂光伏治沙一体化工程",
    "绿洲灌区水量自动调度系统",
    "高寒地区装配式厂房关键技术研究",
    "露天矿山边坡变形监测预警平台",
    "棉花采收机械智能作业系统",
    "寒旱区公路路基冻胀防治技术应用",
    "城镇污水再生利用提标改造工程",
    "企业设备运行数据采集与故障诊断平台",
    "山区小流域防洪治理工程",
    "职工技能培训数字化教学资源库",
)
PRIZES = (
    "科学技术进步奖",
    "优秀工程勘察设计奖",
    "质量管理小组成果奖",
    "职工技术创新成果奖",
    "优质工程奖",
    "青年岗位能手",
    "先进工作者",
    "优秀共产党员",
    "技术创新标兵",
    "安全生产先进个人",
)
GRADES = ("一等奖", "二等奖", "三等奖", "优秀奖")
SPECIAL_COURSES = (
    "建设工程质量安全管理新技术",
    "智能装备与工业互联网应用",
    "节水灌溉与水资源优化配置",
    "绿色建筑与装配式技术",
    "工程项目全过程造价控制",
    "大数据与人工智能基础",
)
PUBLIC_COURSES = (
    "专业技术人员职业道德与创新能力",
    "铸牢中华民族共同体意识",
    "生态文明建设与绿色发展",
    "数字经济与科技强国",
    "知识产权保护与运用",
    "安全生产与应急管理",
)
DEPARTMENTS = (
    "工程技术部",
    "质量安全部",
    "研发中心",
    "生产运营部",
    "规划设计室",
    "经营管理部",
    "教务处",
    "设备保障部",
)
DUTIES = ("技术员", "项目技术负责人", "主任工程师", "部门副主任", "专业负责人", "项目经理")
DEGREES = ("工学", "工学", "工学", "管理学", "农学", "理学")

SENTENCES = (
    "工程区地处内陆干旱区，昼夜温差大，冬季漫长，有效施工期短，对材料性能和工序衔接提出了较高要求。",
    "针对现场条件，编制了专项施工方案，经论证后组织实施，并对关键工序进行了全过程旁站和记录。",
    "监测结果表明，各测点累计位移均小于预警值，结构处于稳定状态，满足设计和规范要求。",
    "系统采用分层架构，数据采集端每十分钟上传一次，平台按预设规则自动判别异常并推送处理意见。",
    "试验段总长三百二十米，分三个区段对比了不同掺量下的抗压强度和抗冻性能。",
    "通过优化配合比和养护制度，混凝土二十八天强度平均提高百分之八点六，裂缝数量明显减少。",
    "在设备改造中，对原有传动机构进行了重新设计，能耗下降约百分之十二，故障停机时间减少三分之一。",
    "根据用水计划和渠道输水能力，建立了多目标优化模型，采用改进的遗传算法求解。",
    "对近五年运行资料进行统计分析，归纳出影响供热质量的主要因素，并提出了分区调节的办法。",
    "开展技术交底十余次，培训一线作业人员二百余人次，形成作业指导书三册。",
    "质量管理小组围绕测量放样偏差开展攻关，一次合格率由百分之八十九提高到百分之九十七。",
    "经济分析显示，方案实施后年节约电费约四十六万元，投资回收期为二点三年。",
    "教学中坚持理论与实训并重，按照岗位能力要求重新编排课程，学生技能鉴定通过率逐年上升。",
    "为保证数据可靠，对全部传感器进行了标定，剔除粗差后采用滑动平均方法进行平滑处理。",
    "在总结经验的基础上，编制了企业标准一项，申报实用新型专利两项，均已获得受理。",
    "坡面采用格构梁与植草相结合的防护形式，既满足稳定要求，又兼顾了景观和生态效果。",
    "项目资料齐全，验收组一致同意通过竣工验收，工程质量评定为优良。",
    "今后将继续围绕生产实际中的难点开展研究，注重成果转化，发挥传帮带作用。",
    "本办法自印发之日起施行，原有规定与本办法不一致的，按照本办法执行。",
    "各部门要高度重视，明确责任，细化措施，按时报送工作进展情况。",
    "严格执行安全操作规程，全年未发生人身和设备责任事故。",
    "土方开挖按照自上而下的顺序分层进行，每层厚度不超过两米，边坡随挖随护。",
)

COMMENDATIONS = (
    "该同志热爱祖国，拥护党的路线方针政策，遵守国家法律法规，维护民族团结和社会稳定，恪守职业道德。",
    "该同志工作认真负责，业务能力强，勇于承担急难任务，团结同志，完成了全年各项工作。",
    "该同志政治立场坚定，爱岗敬业，廉洁自律，作风扎实，群众基础好。",
)

SUMMARY: dict[str, tuple[str, ...]] = {
    "一、工作态度": (
        "参加工作以来，本人坚持学习政治理论和专业知识，服从安排，工作踏实。",
        "遇到急难任务时主动到现场，与同事一起查找原因，按期完成。",
        "坚持按标准办事，对经手的每一份图纸和记录负责。",
    ),
    "二、业务能力": (
        "能够独立主持方案编制、设备选型和现场调试，熟悉本专业现行标准。",
        "近五年主持技术改造四项，参加标准编制一项，指导青年技术人员六名。",
    ),
    "三、工作业绩": (
        "主持的采收装备控制系统改造投入使用三年，累计作业二十一万亩，故障率下降百分之三十二。",
        "参加的生产线数据采集项目通过验收，单班产能提高百分之十五。",
    ),
    "四、学术水平": (
        "发表专业论文三篇，获得实用新型专利两项，撰写技术报告五份。",
        "论文提出的分区控制办法已在两个基地应用，效果良好。",
    ),
}


def sentences(random: Random, count: int) -> str:
    """Return ``count`` different plain sentences as one text."""
    return "".join(random.sample(SENTENCES, min(count, len(SENTENCES))))


def day(random: Random, year: int) -> str:
    """Return a date of ``year`` as offices write it."""
    return f"{year}年{random.randint(1, 12)}月{random.randint(1, 28)}日"


def chinese_number(value: int) -> str:
    """Write a year, month or day in Chinese characters, for example 二〇二三 or 十二."""
    return han_digits(str(value)) if value >= 100 else han(value)


def chinese_day(year: int, month: int, number: int) -> str:
    """Return a date in Chinese characters, as on certificates."""
    return f"{chinese_number(year)}年{chinese_number(month)}月{chinese_number(number)}日"
