"""Form fields that speak as a data file does: each cleans what was typed into the value that the file would hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext

from ita_portal.thai.dates import format_date, parse_date
from ita_portal.thai.digits import parse_decimal, parse_number


class TextField(forms.CharField):
    """One or several lines; Windows line ends become plain ones."""

    def __init__(self, *, rows: int = 1, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput())
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\r\n", "\n")


class LinesField(forms.CharField):
    """A list of texts, one a line."""

    def __init__(self, *, rows: int = 2, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value: Any) -> Any:
        lines = (line.strip() for line in str(super().to_python(value) or "").splitlines())
        return [line for line in lines if line]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class CodesField(forms.CharField):
    """Codes in one line, parted by commas or spaces."""

    def to_python(self, value: Any) -> Any:
        return [code for code in re.split(r"[\s,]+", str(super().to_python(value) or "")) if code]

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value


class NumberField(forms.CharField):
    """A whole number in Thai or Arabic digits."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "numeric"}), **kwargs)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        number = parse_number(text)
        if number is None:
            raise forms.ValidationError(gettext("This is not a whole number"))
        return number


class ScoreField(forms.CharField):
    """A score 0–100 with two decimals, as a text; None when empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        number = parse_decimal(text)
        if number is None or not 0 <= number <= 100:
            raise forms.ValidationError(gettext("It must be between 0 and 100, with at most two decimals"))
        return f"{number:.2f}"


class DayField(forms.CharField):
    """A day as people write it in the Buddhist era; the value is an ISO date, None when empty."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        day = parse_date(text)
        if day is None:
            raise forms.ValidationError(gettext("This is not a date. Write it like 1 ต.ค. 2567"))
        return day.isoformat()

    def prepare_value(self, value: Any) -> Any:
        try:
            return format_date(date.fromisoformat(value), "medium") if value else value
        except ValueError:
            return value


class NumbersField(forms.TypedMultipleChoiceField):
    """Some of the numbered rows, by ticking them."""

    def __init__(self, choices: Sequence[tuple[Any, str]], **kwargs: Any) -> None:
        super().__init__(
            choices=choices, coerce=int, required=False, widget=forms.CheckboxSelectMultiple, **kwargs
        )


class SharesField(LinesField):
    """The parts of an instrument, a line each: code | name | share of the total."""

    def to_python(self, value: Any) -> Any:
        found = []
        for line in super().to_python(value):
            cells = [cell.strip() for cell in line.split("|")]
            share = parse_number(cells[-1]) if len(cells) == 3 else None
            if share is None or not all(cells):
                raise forms.ValidationError(
                    gettext("“%(line)s” is not: code | name | share of the total") % {"line": line[:60]}
                )
            found.append({"code": cells[0], "name": cells[1], "share_of_total": share})
        return found

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        return "\n".join(f"{each['code']} | {each['name']} | {each['share_of_total']}" for each in value)
