"""What went wrong, as data: a partial failure is a value, never a silent success."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Stage = Literal["catalogue", "extract", "segment", "recognize", "tag", "assemble"]
Severity = Literal["error", "warning", "note"]


class Problem(BaseModel):
    """One row of `problems`: an `error` loses the document, a `warning` a part of it, a `note` nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    document_id: str = Field(description="document concerned; empty where the corpus as a whole is meant")
    page: int | None = Field(default=None, description="page, 1-based; empty for the whole document")
    stage: Stage = Field(description="stage that met the problem")
    severity: Severity = Field(description="error: nothing read; warning: something lost; note: nothing lost")
    message: str = Field(description="one sentence: what is wrong and what to do")
