"""Pages: into a folder, and through a private CUPS of the test's own where CUPS is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.devices.choosing import page_printer
from app.devices.ipp import JobStanding, JobState, read_answer
from app.devices.page_printing import CupsPrinter, PdfFilePrinter, Sides, device_trouble, may_have_begun
from app.devices.ports import PrinterTrouble, Trouble

PDF = b"%PDF-1.7\nnot looked into by a raw queue\n%%EOF\n"
CUPSD = shutil.which("cupsd", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
BACKENDS = Path("/usr/lib/cups/backend")

# A device of CUPS that keeps what it gets, with title and options; exit 4 stops the queue.
DEVICE = """#!/bin/sh
[ $# -eq 0 ] && exit 0
out=${DEVICE_URI#keep:}
case $out in *broken) exit 4 ;; esac
echo "$3 [$5]" >> "$out.titles"
cat "${6:--}" >> "$out"
"""

CONFIGURATION = """
Listen {home}/cups.sock
Browsing Off
WebInterface No
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order deny,allow
</Limit>
</Policy>
"""

FILES = """
ServerRoot {home}/etc
ServerBin {home}/bin
RequestRoot {home}/spool
TempDir {home}/spool/tmp
CacheDir {home}/cache
StateDir {home}/state
AccessLog {home}/access
ErrorLog {home}/error
PageLog {home}/page
SystemGroup root
"""


def set_up(home: Path) -> None:
    for name in ("etc", "bin/backend", "spool/tmp", "cache", "state"):
        (home / name).mkdir(parents=True)
    home.chmod(0o755)
    (home / "etc/cupsd.conf").write_text(CONFIGURATION.format(home=home))
    (home / "etc/cups-files.conf").write_text(FILES.format(home=home))
    (home / "bin/daemon").symlink_to(BACKENDS.parent / "daemon")
    shutil.copy(BACKENDS / "ipp", home / "bin/backend/ipp")
    device = home / "bin/backend/keep"
    device.write_text(DEVICE)
    device.chmod(0o700)


@pytest.fixture(scope="module")
def cups() -> Iterator[Path]:
    if CUPSD is None or shutil.which("lp") is None or not (BACKENDS / "ipp").exists():
        pytest.skip("CUPS is not installed")
    if sys.platform == "win32" or os.geteuid() != 0:
        pytest.skip("a private CUPS starts its devices only for root")
    with tempfile.TemporaryDirectory(prefix="cups") as folder, pytest.MonkeyPatch.context() as patch:
        home = Path(folder)
        set_up(home)
        patch.setenv("CUPS_SERVER", str(home / "cups.sock"))
        command = [CUPSD, "-f", "-c", str(home / "etc/cupsd.conf"), "-s", str(home / "etc/cups-files.conf")]
        with subprocess.Popen(command) as server:
            try:
                wait_until_it_answers()
                add_queue("good", f"keep:{home}/good")
                add_queue("broken", f"keep:{home}/broken")
                add_queue("absent", "ipp://127.0.0.1:9/ipp")
                yield home
            finally:
                server.terminate()


def wait_until_it_answers() -> None:
    pause = threading.Event()
    for _ in range(200):
        if subprocess.run(["lpstat", "-r"], capture_output=True, check=False).stdout.find(b"is running") > 0:
            return
        pause.wait(0.05)
    raise AssertionError("CUPS did not start")


def add_queue(name: str, device: str) -> None:
    subprocess.run(["lpadmin", "-p", name, "-v", device, "-E", "-m", "raw"], check=True, capture_output=True)


def waiting_in(queue: str) -> str:
    asked = ["lpstat", "-W", "not-completed", "-o", queue]
    return subprocess.run(asked, capture_output=True, check=True, text=True).stdout


def test_copies_are_jobs_of_their_own_on_a4(cups: Path) -> None:
    printer = CupsPrinter("good", Sides.BOTH, timeout_s=20, poll_s=0.05)
    jobs = printer.print_pages(PDF, "contract 7", copies=2).split()
    assert len(set(jobs)) == 2
    assert all(job.startswith("good-") for job in jobs)
    assert (cups / "good").read_bytes() == PDF * 2
    titles = (cups / "good.titles").read_text().splitlines()
    assert [title.split(" [")[0] for title in titles] == ["contract 7 1/2", "contract 7 2/2"]
    assert all("media=A4" in title and "sides=two-sided-long-edge" in title for title in titles)


def test_a_printer_that_is_not_there_leaves_nothing_in_the_queue(cups: Path) -> None:
    with pytest.raises(PrinterTrouble) as refused:
        CupsPrinter("absent", timeout_s=2, poll_s=0.1).print_pages(PDF, "t", 1)
    assert (refused.value.reason, refused.value.begun) == (Trouble.OFF, False)
    assert waiting_in("absent") == ""


def test_a_stopped_queue_prints_after_it_is_mended(cups: Path) -> None:
    printer = CupsPrinter("broken", timeout_s=1, poll_s=0.1)
    with pytest.raises(PrinterTrouble) as refused:
        printer.print_pages(PDF, "t", 1)
    assert (refused.value.reason, refused.value.begun) == (Trouble.OFF, False)
    add_queue("broken", f"keep:{cups}/mended")
    subprocess.run(["cupsenable", "broken"], check=True)
    CupsPrinter("broken", timeout_s=20, poll_s=0.05).print_pages(PDF, "t", 1)
    assert (cups / "mended").read_bytes() == PDF


def test_a_job_cancelled_by_somebody_else_waits_for_a_persons_word(cups: Path) -> None:
    subprocess.run(["lpadmin", "-p", "good", "-o", "job-hold-until-default=indefinite"], check=True)
    held: list[PrinterTrouble] = []

    def print_it() -> None:
        try:
            CupsPrinter("good", timeout_s=20, poll_s=0.05).print_pages(PDF, "t", 1)
        except PrinterTrouble as trouble:
            held.append(trouble)

    thread = threading.Thread(target=print_it)
    thread.start()
    pause = threading.Event()
    while thread.is_alive() and not waiting_in("good"):
        pause.wait(0.05)
    subprocess.run(["cancel", waiting_in("good").split()[0]], check=True)
    thread.join()
    subprocess.run(["lpadmin", "-p", "good", "-o", "job-hold-until-default=no-hold"], check=True)
    assert [(trouble.reason, trouble.begun) for trouble in held] == [(Trouble.REFUSED, True)]


@pytest.mark.parametrize(
    ("state", "reasons", "message", "begun", "reason"),
    [
        (JobState.PENDING, (), "", False, Trouble.OFF),
        (JobState.PROCESSING, ("connecting-to-device",), "", False, Trouble.OFF),
        (JobState.PROCESSING, ("media-empty-error",), "", True, Trouble.PAPER_OUT),
        (JobState.PROCESSING, ("door-open-report",), "Sending data", True, Trouble.COVER_OPEN),
    ],
)
def test_what_cups_says_of_a_job_that_hangs(
    state: JobState, reasons: tuple[str, ...], message: str, begun: bool, reason: Trouble
) -> None:
    standing = JobStanding(state, reasons, message)
    assert (may_have_begun(standing), device_trouble(standing)) == (begun, reason)


@pytest.mark.parametrize(
    "body", [b"\x01\x01\x00\x00\0\0\0\1\x02\x23\x00", b"\0" * 8 + b"\x23\x00\x09job-state\x00\x00"]
)
def test_an_answer_that_is_no_ipp_is_told(body: bytes) -> None:
    with pytest.raises(ConnectionError):
        read_answer(body)


def test_an_unknown_queue_is_refused(cups: Path) -> None:
    with pytest.raises(PrinterTrouble) as refused:
        CupsPrinter("nobody").print_pages(PDF, "t", 1)
    assert (refused.value.reason, refused.value.begun) == (Trouble.REFUSED, False)


def test_a_system_without_cups_is_unreachable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PrinterTrouble) as refused:
        page_printer("system", tmp_path).print_pages(PDF, "t", 1)
    assert (refused.value.reason, refused.value.begun) == (Trouble.UNREACHABLE, False)


def test_the_folder_gets_a_numbered_file_for_each_copy(tmp_path: Path) -> None:
    printer = page_printer("folder", tmp_path / "pages")
    assert isinstance(printer, PdfFilePrinter)
    first = printer.print_pages(PDF, "技术开发合同 / 7", 2).split()
    second = printer.print_pages(PDF, "..", 1).split()
    assert first == ["0001-技术开发合同-7-1of2.pdf", "0002-技术开发合同-7-2of2.pdf"]
    assert second == ["0003-page-1of1.pdf"]
    assert sorted(path.name for path in (tmp_path / "pages").iterdir()) == first + second
    assert all((tmp_path / "pages" / name).read_bytes() == PDF for name in first + second)


def test_an_unknown_kind_of_printer_is_a_wrong_setting(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="unknown page printer"):
        page_printer("fax", tmp_path)
