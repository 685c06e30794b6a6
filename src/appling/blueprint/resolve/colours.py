"""Colours by name, as people say them: CSS names, hex, `pale ash`, `lemon mist`, 浅绿."""

import re

from coloraide import Color

from appling.blueprint.syntax.characters import name_key

_BASES = {
    "alabaster": "#f2f0e6", "almond": "#efdecd", "amber": "#ffbf00", "apricot": "#fbceb1",
    "ash": "#b2beb5", "berry": "#8e3a59", "blush": "#f4c2c2",
    "brick": "#b22222", "bronze": "#cd7f32", "burgundy": "#800020", "butter": "#fff1a8",
    "buttermilk": "#fff1b5", "camel": "#c19a6b", "caramel": "#c68e51", "champagne": "#f7e7ce",
    "charcoal": "#36454f", "cherry": "#c2183f", "clay": "#b66a50", "cloud": "#eceff1", "cobalt": "#0047ab",
    "coffee": "#6f4e37", "copper": "#b87333", "cotton": "#fafafa", "cream": "#fffdd0", "denim": "#1560bd",
    "dove": "#d5d3d0", "dust": "#e5dfd5", "eggplant": "#614051", "eggshell": "#f0ead6", "emerald": "#10a37f",
    "fog": "#dfe3e6", "forest": "#228b22", "frost": "#eef5f9", "fog white": "#f2f4f5", "grape": "#6f2da8",
    "graphite": "#41424c", "grass": "#4c9a2a", "ice": "#e3f2fd", "jade": "#00a86b", "leaf": "#5a9f3d",
    "lemon": "#fff44f", "lilac": "#c8a2c8", "mauve": "#b784a7", "milk": "#fdfcf5", "mint": "#bdf5d4",
    "melon": "#fdbcb4", "mist": "#e4ebee", "moonstone": "#3aa8c1", "moss": "#8a9a5b", "mustard": "#d9a514",
    "oat": "#e8dcc4", "ocean": "#1b6f9c",
    "ochre": "#cc7722", "onyx": "#353839", "opal": "#d8e6e2", "parchment": "#f1e9d2", "peach": "#ffdab9",
    "pear": "#d1e231", "platinum": "#e5e4e2", "sunlight": "#fff1b8", "pearl": "#f1eee4",
    "pewter": "#8e9294", "pine": "#1f6f54", "porcelain": "#f5f6f4",
    "pumpkin": "#f07818", "quartz": "#d9d0de", "raspberry": "#b3245c", "rose": "#e0667f", "ruby": "#b0123f",
    "rust": "#b7410e", "saffron": "#f4c430", "sage": "#9caf88", "sand": "#e3d3ae", "sapphire": "#0f52ba",
    "scarlet": "#e0240b", "shell": "#fff1e6", "sky": "#87ceeb", "slate": "#708090", "smoke": "#e9e9e7",
    "steel": "#4682b4", "stone": "#b8b2a7", "straw": "#e4d96f", "strawberry": "#e83f5b",
    "terracotta": "#cb6d51", "umber": "#7a5c3e", "vanilla": "#f3e5ab", "walnut": "#5d432c", "wine": "#722f37",
    "zinc": "#8b8d90", "burnt": "#8a3c1c", "mocha": "#7b5a45", "latte": "#d9bfa0", "nude": "#e6c9b0",
    "红": "#d32f2f", "绿": "#2e9d4b", "蓝": "#2567d4", "黄": "#f5c518", "白": "#ffffff", "黑": "#1a1a1a",
    "灰": "#808080", "紫": "#7b3fb5", "橙": "#f57c00", "橘": "#f57c00", "粉": "#f8b6c8", "棕": "#8b5a2b",
    "褐": "#7a4a2b", "金": "#d4a017", "银": "#c0c0c0", "青": "#14a3a3", "米": "#f5efdc", "咖啡": "#6f4e37",
    "天": "#87ceeb", "天蓝": "#87ceeb", "海蓝": "#1b6f9c", "藏青": "#1d2b53", "墨绿": "#14523b",
    "草绿": "#6aa84f",
    "海军蓝": "#1d2b53", "酒红": "#722f37", "杏": "#fbd9b5", "玫瑰": "#d6336c", "象牙": "#fffff0",
    "米白": "#faf6ea", "奶白": "#fffaf0", "薄荷": "#bdf5d4",
    "卡其": "#c3b091",
    "粉红": "#f8a5bd", "桃红": "#e8467c", "紫红": "#b0308f", "湖蓝": "#30b0c7", "宝蓝": "#1f4fd8",
    "松绿": "#1f5f50", "雾霾蓝": "#7f98a8", "象牙白": "#fffff0", "奶油": "#fff5dc", "奶油白": "#fff9e8",
    "珊瑚": "#f88379", "珊瑚红": "#f2665b", "橄榄": "#808000", "橄榄绿": "#6b7a2a", "森林绿": "#228b22",
    "森绿": "#2a5f43", "孔雀蓝": "#0f7c8f", "琥珀": "#ffbf00", "薰衣草": "#e6e6fa", "薰衣草紫": "#9f8fcf",
    "抹茶": "#a9b978", "抹茶绿": "#8ca35b", "焦糖": "#b5652a", "牛油果绿": "#8aa04f", "靛": "#2e3f8f",
    "靛蓝": "#2b4a8b", "克莱因蓝": "#002fa7", "砖红": "#a9432f", "朱红": "#e03c1f", "大红": "#d0121b",
    "翡翠绿": "#0f8f68", "翠绿": "#12a05c", "石墨": "#41424c", "石墨灰": "#4a4d54", "炭黑": "#2b2c30",
    "驼": "#c19a6b", "藕粉": "#eccfc9", "香槟": "#f7e7ce", "香槟金": "#d9bf8f", "玫瑰金": "#b76e79",
    "天青": "#8cc4c6", "米黄": "#f3e5c0", "鹅黄": "#fbe98a", "柠檬黄": "#fbe83b", "姜黄": "#d99b1c",
    "土黄": "#b8862f", "雪白": "#fffafa", "月白": "#e3eef2", "珍珠白": "#f5f2ea", "银灰": "#b5babf",
    "咖": "#6f4e37", "栗": "#6a3b26", "绛": "#8a1f2b", "绛紫": "#7a2b52",
    "oxblood": "#5c1a1b", "electric blue": "#2a6df4", "royal purple": "#6a35a8", "seafoam": "#9fe2bf",
    "robin egg blue": "#5ec5c4", "espresso": "#3c2a21", "bone": "#e8e1d0", "ink": "#1c2331",
    "petrol": "#0b5566",
    "aubergine": "#4a2545", "cerulean": "#1f7fb5", "celadon": "#ace1af", "blood": "#8a0f14",
    "sunflower": "#f5c22b", "honey": "#e0a526", "cinnamon": "#b5643a", "cocoa": "#6b4433",
    "sangria": "#8f1436", "eucalyptus": "#5f8f7a", "army green": "#4b5320", "racing green": "#0f4a33",
    "british racing green": "#0f4a33", "canary": "#fff07a", "acid green": "#b0d81a",
    "light goldenrod": "#eedd82", "light slate blue": "#8470ff", "navy blue": "#000080",
    "violet red": "#d02090",
}  # fmt: skip
"""What CSS has no name for; the last line: what X11 has besides."""

_SHADES = {
    "pale": (0.93, 0.35), "faint": (0.95, 0.3), "light": (0.88, 0.6), "soft": (0.88, 0.5),
    "powder": (0.9, 0.4), "pastel": (0.88, 0.5), "misty": (0.93, 0.3), "mist": (0.94, 0.3),
    "frosted": (0.94, 0.3), "baby": (0.87, 0.55), "warm": (None, 1.1), "cool": (None, 0.9),
    "bright": (0.75, 1.3), "vivid": (0.65, 1.4), "hot": (0.65, 1.5), "neon": (0.8, 1.6),
    "medium": (0.6, 1.0), "muted": (None, 0.55), "dusty": (None, 0.5), "dull": (None, 0.5),
    "dark": (0.38, 0.85), "deep": (0.4, 1.0), "rich": (0.45, 1.15), "midnight": (0.28, 0.8),
    "burnt": (0.5, 1.0), "morning": (0.95, 0.4), "off": (0.97, 0.3), "antique": (0.9, 0.5),
    "浅": (0.88, 0.6), "淡": (0.92, 0.4), "深": (0.4, 1.0), "暗": (0.36, 0.8), "亮": (0.78, 1.3),
    "嫩": (0.85, 0.9), "墨": (0.35, 0.7), "鲜": (0.65, 1.3),
}  # fmt: skip
"""The lightness that a word asks for (None: as it is), and what it does to the chroma."""


def hex_of(name: str) -> str | None:
    """The colour of a name as `#rrggbb`, or None if the name says none."""
    words = re.sub(r"\bgrey\b", "gray", name_key(name))
    joined = words.replace(" ", "")
    found = _css(joined) or _named(words) or _mixed(words.split()) or _chinese(joined)
    return found.convert("srgb").fit().to_string(hex=True, alpha=False) if found else None


def is_light(colour: str) -> bool:
    """Whether a colour serves as a background for dark text."""
    return bool(Color(colour).convert("oklch")["lightness"] > 0.8)


def _css(name: str) -> Color | None:
    if not re.fullmatch(r"#[0-9a-f]{3}|#[0-9a-f]{6}|[a-z]+|(rgb|hsl|oklch)a?\([^()]{3,60}\)", name):
        return None
    try:
        colour = Color(name)
    except ValueError:
        return None
    return colour if colour.alpha() else None


def _named(words: str) -> Color | None:
    return Color(_BASES[words]) if words in _BASES else None


def _base(word: str) -> Color | None:
    if word in _BASES:
        return Color(_BASES[word])
    stem = word.removesuffix("ish") if word.endswith("ish") else ""
    return _css(word) or _css(stem) or _css(stem[:-1])


def _mixed(words: list[str]) -> Color | None:
    """The mean of all base colours named, made lighter or darker by the other words."""
    if not 0 < len(words) <= 4:
        return None
    if len(words) > 1 and (joined := _css("".join(words[-2:]))):
        bases, shades = [joined], words[:-2]
    else:
        bases, shades = _bases_and_shades(words)
    if not bases or any(shade not in _SHADES for shade in shades):
        return None
    colour = bases[0] if len(bases) == 1 else Color.average(bases, space="oklab")
    for shade in shades:
        colour = _shaded(colour, shade)
    return colour


def _bases_and_shades(words: list[str]) -> tuple[list[Color], list[str]]:
    bases: list[Color] = []
    shades: list[str] = []
    for word in words:
        base = None if word in _SHADES and len(words) > 1 else _base(word)
        if base is None:
            shades.append(word)
        else:
            bases.append(base)
    if not bases and words[-1] in _BASES:
        bases, shades = [Color(_BASES[words[-1]])], words[:-1]
    return bases, shades


def _shaded(colour: Color, shade: str) -> Color:
    lightness, chroma = _SHADES[shade]
    made = colour.convert("oklch")
    if lightness is not None:
        old, mean = made["lightness"], (made["lightness"] + 2 * lightness) / 3
        made["lightness"] = max(mean, (1 + old) / 2) if lightness >= 0.7 else min(mean, old * 0.85)
    made["chroma"] = made["chroma"] * chroma
    return made


def _chinese(name: str) -> Color | None:
    word = name.removesuffix("色")
    for length in range(min(len(word), 3) + 1):
        shade, base = word[:length], word[length:]
        if base.removesuffix("色") in _BASES and all(letter in _SHADES for letter in shade):
            colour = Color(_BASES[base.removesuffix("色")])
            for letter in shade:
                colour = _shaded(colour, letter)
            return colour
    return None
