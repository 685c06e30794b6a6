"""Blueprints as JSON, for programs."""

from typing import Any

from appling.blueprint.json_form.models import BlueprintForm
from appling.blueprint.json_form.reading import JsonRefused, from_json
from appling.blueprint.json_form.writing import to_json

__all__ = ["JsonRefused", "from_json", "json_schema", "to_json"]


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the JSON form."""
    schema = BlueprintForm.model_json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:appling:blueprint",
        **schema,
    }
