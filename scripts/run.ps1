# Starts Guitai on Windows; makes .venv and installs the project when pyproject.toml has changed.
$ErrorActionPreference = "Stop"
$root = Split-Path -Parent $PSScriptRoot
$python = Join-Path $root ".venv\Scripts\python.exe"
$stamp = Join-Path $root ".venv\installed-demo"

if (-not (Test-Path $python)) {
    foreach ($version in "3.11", "3.12", "3.13") {
        & py "-$version" -m venv (Join-Path $root ".venv") 2>$null
        if ($LASTEXITCODE -eq 0) { break }
    }
    if (-not (Test-Path $python)) { throw "No Python 3.11, 3.12 or 3.13 was found. Please install one from its publisher." }
}
$sum = (Get-FileHash (Join-Path $root "pyproject.toml")).Hash
if (-not (Test-Path $stamp) -or (Get-Content $stamp) -ne $sum) {
    & $python -m pip install --quiet --disable-pip-version-check -e "$root[demo]"
    if ($LASTEXITCODE -ne 0) { throw "The Python packages could not be installed." }
    Set-Content $stamp $sum
}
Push-Location $root
try {
    if ($args.Count -gt 0 -and -not "$($args[0])".StartsWith("-")) { & $python -m app @args }
    else { & $python -m ui @args }
    exit $LASTEXITCODE
}
finally { Pop-Location }
