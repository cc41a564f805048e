"""
A law that a newer version followed keeps what it was released with.
"""

import datetime as dt
import shutil
from pathlib import Path

import caring
from caring.authoring.folder import Folder
from caring.authoring.release import prepare, write
from caring.released import Releases

PROTOCOLS = Path(__file__).parents[2] / "protocols"


def test_words_of_parameters_may_move_on(tmp_path: Path) -> None:
    """
    The newest version is held to today's words, an older one to its own file.
    """
    place = shutil.copytree(PROTOCOLS, tmp_path / "protocols")
    folder = Folder(place, str(place))
    name = "law/vn@1.0.0"
    prepared = prepare(folder.load(name), Releases.at(place).lock, dt.date(2026, 1, 15))
    assert prepared.text is not None
    write(place, [(name, prepared.text)], prepared.lock)
    old = place / "laws" / "vn" / "1.0.0.yaml"
    parameters = place / "laws" / "parameters.yaml"
    text = parameters.read_text("utf-8")
    parameters.write_text(text.replace("wording: ", "wording: By law, ", 1), "utf-8")
    changed = {each.code for each in caring.check(old)}

    newer = old.read_text("utf-8").replace('version: "1.0.0"', 'version: "1.1.0"')
    old.with_name("1.1.0.yaml").write_text(newer, "utf-8")
    followed = {each.code for each in caring.check(old)}

    assert (changed, followed) == ({"released-changed"}, set())
