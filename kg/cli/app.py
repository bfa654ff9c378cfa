"""The command line's root: which commands there are, in the order in which one needs them."""

from __future__ import annotations

import typer

from kg.cli import asking, config, keeping, reading, searching, serving, telling

__all__ = ["app"]

app = typer.Typer(
    name="mandategraph",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help=(
        "What a United Nations resolution led to, who was asked to do what, and where that is "
        "written.\n\nWithout `--store`, commands use the graph that ships, built on first use. "
        "Start with `mandategraph trace A/RES/65/230 --paragraph op9`."
    ),
)

app.command("trace")(asking.trace_command)
app.command("why")(telling.why_command)
app.command("search")(searching.search_command)
app.command("query")(asking.query_command)
app.command("questions")(asking.questions_command)
app.command("extract")(reading.extract_command)
app.command("ingest")(reading.ingest_command)
app.command("validate")(reading.validate_command)
app.command("serve")(serving.serve_command)
app.command("dump")(keeping.dump_command)
app.command("load")(keeping.load_command)
app.command("backup")(keeping.backup_command)
app.command("restore")(keeping.restore_command)
app.command("diff")(keeping.diff_command)
app.command("doctor")(keeping.doctor_command)
app.command("config")(config.config_command)
