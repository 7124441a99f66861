<#
.SYNOPSIS
Builds, tests and packs CondaEnv.
.DESCRIPTION
Thin tasks over 'dotnet' for people who live in PowerShell. 'dotnet build' and 'dotnet test' do the same.
.EXAMPLE
./build.ps1
Builds the module; then 'Import-Module ./CondaEnv.psd1' works.
.EXAMPLE
./build.ps1 -Task Test
Builds and runs all tests, the Pester suite among them.
.EXAMPLE
./build.ps1 -Task Package
Makes out/CondaEnv.<version>.nupkg, as the PowerShell Gallery takes it, and out/CondaEnv, the same as a module's folder.
#>
[CmdletBinding()]
param(
    # What to do; later tasks build first, as far as they need it.
    [ValidateSet('Build', 'Test', 'Pester', 'Package')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug',

    # Where the package goes.
    [string] $Output = (Join-Path $PSScriptRoot 'out')
)

$ErrorActionPreference = 'Stop'
$solution = Join-Path $PSScriptRoot 'CondaEnvPs.sln'

foreach ($name in $Task) {
    switch ($name) {
        'Build' { dotnet build $solution --configuration $Configuration --nologo }
        'Test' { dotnet test $solution --configuration $Configuration --nologo }
        # In a process of its own: a session cannot let go of an assembly.
        'Pester' { & (Get-Process -Id $PID).Path -NoProfile -File (Join-Path $PSScriptRoot 'tests/pester/run.ps1') }
        'Package' {
            Remove-Item "$Output/build", "$Output/CondaEnv", "$Output/CondaEnv.*.nupkg" -Recurse -Force -ErrorAction Ignore
            dotnet pack (Join-Path $PSScriptRoot 'src/CondaEnv') --configuration Release --artifacts-path (Join-Path $Output 'build') --output $Output --nologo
        }
    }

    if ($LASTEXITCODE -ne 0) {
        throw "The task '$name' failed (exit code $LASTEXITCODE)."
    }
    if ($name -eq 'Package') {
        $package = Get-Item (Join-Path $Output '*.nupkg')
        $folder = Join-Path $Output 'CondaEnv'
        Add-Type -AssemblyName System.IO.Compression.FileSystem
        [IO.Compression.ZipFile]::ExtractToDirectory($package.FullName, $folder)
        # What the Gallery's clients leave out, too: the parts that make the zip a package.
        Remove-Item -LiteralPath "$folder/_rels", "$folder/package", "$folder/[Content_Types].xml", "$folder/CondaEnv.nuspec" -Recurse -Force
        $files = Get-ChildItem $folder -Recurse -File | Measure-Object Length -Sum
        '{0}: {1:n0} bytes' -f $package.FullName, $package.Length
        '{0}: {1:n0} bytes in {2} files' -f $folder, $files.Sum, $files.Count
    }
}
