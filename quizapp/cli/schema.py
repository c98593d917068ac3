"""`quizapp schema`: the JSON Schema of questions.yaml."""

from __future__ import annotations

import json

import click

from quizapp.domain.bank.json_schema import json_schema


@click.command()
def schema() -> None:
    """Print the JSON Schema of questions.yaml.

    Save it beside the bank and name it in the bank's first line; an editor that knows YAML then
    completes keys and marks slips: `# yaml-language-server: $schema=questions.schema.json`
    """
    click.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))
