# Which package owns which file, and whether the files are as they were installed.

BeforeDiscovery {
    . "$PSScriptRoot/Support.ps1"
}

BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $more = Join-Path $TestDrive 'more'
    Enter-TestMachine $TestDrive -EnvironmentsFolder $FixtureEnvironments, $more
    $rendering = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'PlainText'

    function Get-Hash([string] $Text) {
        $sha = [Security.Cryptography.SHA256]::Create()
        -join ($sha.ComputeHash([Text.Encoding]::UTF8.GetBytes($Text)) | ForEach-Object ToString x2)
    }

    # A package is a name, and the content of each of its files.
    function Add-Files([string] $Name, [Collections.IDictionary] $Package) {
        $file = @{}
        foreach ($key in $Package.Keys) {
            $entries = foreach ($path in $Package[$key].Keys) {
                $content = $Package[$key][$path]
                $file[$path] = $content
                [ordered]@{ _path = $path; path_type = 'hardlink'; sha256 = Get-Hash $content; sha256_in_prefix = Get-Hash $content; size_in_bytes = $content.Length }
            }

            $file["conda-meta/$key-1-0.json"] = [ordered]@{
                name = $key; version = '1'; build = '0'; build_number = 0; subdir = 'linux-64'; channel = 'conda-forge'; depends = @()
                files = @($Package[$key].Keys); paths_data = @{ paths_version = 1; paths = @($entries) }
            } | ConvertTo-Json -Depth 5
        }

        Add-TestEnvironment $more $Name -Package @() -File $file
    }

    $small = Add-Files 'small' ([ordered]@{ app = [ordered]@{ 'bin/app' = 'app'; 'share/app/data.txt' = 'data' }; lib = [ordered]@{ 'lib/lib.so' = 'library' } })
    $null = Add-Files '[brackets]' ([ordered]@{ bracketed = [ordered]@{ 'bin/[b]' = 'b' } })

    function Show($InputObject, [int] $Width = 80) { ($InputObject | Out-String -Width $Width).Trim("`r", "`n") -split '\r?\n' | ForEach-Object TrimEnd }
}

AfterAll {
    $PSStyle.OutputRendering = $rendering
    Exit-TestMachine
}

Describe 'Files of packages' {
    It 'are rows in the order of the records' {
        $rows = Get-CondaPackageFile -EnvironmentName small
        $rows | Should -BeOfType CondaEnv.CondaPackageFile
        $rows.File | Should -Be 'bin/app', 'share/app/data.txt', 'lib/lib.so'
        $rows.Package | Should -Be 'app', 'app', 'lib'
        $rows[0].Size, $rows[0].Type, $rows[0].Manager, $rows[0].Sha256, $rows[0].State, $rows[0].EnvironmentName, $rows[0].Prefix | Should -Be 3, 'File', 'Conda', (Get-Hash 'app'), $null, 'small', $small
    }

    It 'are those of the packages that are named' {
        (Get-CondaPackageFile l*, 'app<1' -EnvironmentName small).File | Should -Be 'lib/lib.so'
        (Get-CondaPackageFile app -EnvironmentName small).File | Should -Be 'bin/app', 'share/app/data.txt'
    }

    It 'come from <_>' -ForEach 'Get-CondaEnv small | Get-CondaPackageFile', 'Get-CondaPackageFile -InputObject small', 'Get-CondaPackageFile -Prefix "$more/small"', 'Get-Item "$more/small" | Get-CondaPackageFile', 'Get-CondaEnv small | ConvertTo-Csv | ConvertFrom-Csv | Get-CondaPackageFile', 'Get-CondaPackage -EnvironmentName small | Get-CondaPackageFile' {
        (& ([scriptblock]::Create($_))).File | Should -Be 'bin/app', 'share/app/data.txt', 'lib/lib.so'
    }

    It 'are listed although the list of one package vanishes meanwhile, which is an error' {
        $vanishing = Add-Files 'vanishing' ([ordered]@{ app = [ordered]@{ 'bin/app' = 'app' }; lib = [ordered]@{ 'lib/lib.so' = 'library' }; more = [ordered]@{ 'bin/more' = 'more' } })
        $rows = Get-CondaPackageFile -EnvironmentName vanishing -ErrorVariable problems -ErrorAction SilentlyContinue | ForEach-Object { Remove-Item "$vanishing/conda-meta/lib-1-0.json" -ErrorAction Ignore; $_ }
        $rows.File | Should -Be 'bin/app', 'bin/more'
        $problems.FullyQualifiedErrorId | Should -Be 'PathNotFound,CondaEnv.Commands.GetCondaPackageFileCommand'
    }

    It 'come from the active environment, and from one with brackets' {
        $env:CONDA_PREFIX = $small
        try { (Get-CondaPackageFile).Count | Should -Be 3 } finally { Remove-Item Env:CONDA_PREFIX }
        (Get-CondaPackageFile -Prefix (Join-Path $more '[brackets]')).File | Should -Be 'bin/[b]'
    }

    It 'are verified' {
        (Get-CondaPackageFile -EnvironmentName small -Verify).State | Should -Be 'Ok', 'Ok', 'Ok'
        $damaged = Add-Files 'damaged' ([ordered]@{ app = [ordered]@{ 'bin/app' = 'app'; 'bin/gone' = 'x'; 'bin/kept' = 'y' } })
        Set-Content (Join-Path $damaged 'bin/app') 'other'
        Remove-Item (Join-Path $damaged 'bin/gone')
        $rows = Get-CondaPackageFile -EnvironmentName damaged -Verify
        $rows.State | Should -Be 'Altered', 'Missing', 'Ok'
        $rows[0].State | Should -BeOfType CondaEnv.PackageFileState
    }

    It 'fit 80 columns' {
        Show (Get-CondaPackageFile -EnvironmentName small -Verify) | Should -BeExactly @(
            '   Environment: small'
            ''
            'Package            State              Size File'
            '-------            -----              ---- ----'
            'app                Ok                    3 bin/app'
            'app                Ok                    4 share/app/data.txt'
            'lib                Ok                    7 lib/lib.so'
        )
    }

    It 'are an error for each environment that is not there, and for a text that is no spec' {
        (Get-CondaPackageFile -EnvironmentName nope, small -ErrorVariable problem -ErrorAction SilentlyContinue).Count | Should -Be 3
        $problem.FullyQualifiedErrorId | Should -Be 'EnvironmentNotFound,CondaEnv.Commands.GetCondaPackageFileCommand'
        Get-CondaPackageFile 'a=[' -EnvironmentName small -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem.FullyQualifiedErrorId | Should -Be 'SpecInvalid,CondaEnv.Commands.GetCondaPackageFileCommand'
    }
}

Describe 'The owner of a file' {
    It 'is found in the environment that the path leads to' {
        $row = Get-CondaPackage -OwnerOf (Join-Path $small 'lib/lib.so')
        $row.Name, $row.EnvironmentName | Should -Be 'lib', 'small'
        Push-Location (Join-Path $small 'share')
        try { (Get-CondaPackage -OwnerOf app/data.txt, ../bin/app).Name | Should -Be 'app' } finally { Pop-Location }
    }

    It 'is found in an environment that is given' {
        (Get-CondaPackage -OwnerOf bin/app -EnvironmentName small).Name | Should -Be 'app'
        (Get-CondaEnv small | Get-CondaPackage -OwnerOf 'share/app/data.txt').Name | Should -Be 'app'
    }

    It 'is found by wildcards' {
        (Get-CondaPackage -OwnerOf (Join-Path $small '*/[al]*')).Name | Should -Be 'app', 'lib'
        (Get-CondaPackage -OwnerOf '*.so' -EnvironmentName small).Name | Should -Be 'lib'
        (Get-CondaPackage -OwnerOf (Join-Path $more 's*/bin/app')).Name | Should -Be 'app'
    }

    It 'is nobody, or the path is in no environment' {
        (Get-CondaPackage -OwnerOf (Join-Path $small 'bin/mine'), (Join-Path $small 'bin/app') -ErrorVariable problem -ErrorAction SilentlyContinue).Name | Should -Be 'app'
        $problem.FullyQualifiedErrorId | Should -Be 'PackageNotFound,CondaEnv.Commands.GetCondaPackageCommand'
        $problem.Exception.Message | Should -Match "^No package in 'small' owns '.*mine'\."
        Get-CondaPackage -OwnerOf (Join-Path $TestDrive 'nowhere/x') -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem.FullyQualifiedErrorId | Should -Be 'EnvironmentNotFound,CondaEnv.Commands.GetCondaPackageCommand'
    }

    It 'is not asked of the history' {
        { Get-CondaPackage -OwnerOf bin/app -EnvironmentName small -AtRevision 0 } | Should -Throw -ErrorId 'AmbiguousParameterSet,CondaEnv.Commands.GetCondaPackageCommand'
    }
}
