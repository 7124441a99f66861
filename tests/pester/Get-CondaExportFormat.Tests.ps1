BeforeAll {
    . "$PSScriptRoot/Support.ps1"
}

Describe 'Get-CondaExportFormat' {
    It 'lists each format once' {
        (Get-CondaExportFormat).Name | Should -Be ([Enum]::GetNames([CondaEnv.ExportFormat]))
        Get-CondaExportFormat | ForEach-Object { $_.Description | Should -Match '^[A-Z].*\.$|^conda|^pip' }
    }

    It 'takes wildcards, names in any case, and the pipeline' {
        (Get-CondaExportFormat *lock).Name | Should -Be 'CondaLock', 'PixiLock', 'PyLock'
        ('pixitoml', 'EXPLICIT' | Get-CondaExportFormat).Name | Should -Be 'PixiToml', 'Explicit'
        Get-CondaExportFormat nothing* -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'says which name is none' {
        $found = Get-CondaExportFormat nope, PyLock -ErrorVariable problem -ErrorAction SilentlyContinue
        $found.Name | Should -Be 'PyLock'
        $problem.FullyQualifiedErrorId | Should -Be 'FormatUnsupported,CondaEnv.Commands.GetCondaExportFormatCommand'
        $problem.CategoryInfo.Category | Should -Be 'NotImplemented'
    }

    It 'completes names' {
        (TabExpansion2 'Get-CondaExportFormat pi' -cursorColumn 24).CompletionMatches.CompletionText | Should -Be 'PixiLock', 'PixiToml', 'PipRequirements'
    }

    It 'agrees with what Export-CondaEnv takes' {
        Enter-TestMachine $TestDrive
        try {
            foreach ($format in Get-CondaExportFormat) {
                foreach ($style in [Enum]::GetNames([CondaEnv.ExportStyle])) {
                    $goes = try { $null = Export-CondaEnv packaging-env -Format $format.Name -Style $style -PassThru -WarningAction Ignore; $true } catch { $false }
                    $goes | Should -Be ($style -in $format.Styles) -Because "$format, $style"
                }
            }
        } finally {
            Exit-TestMachine
        }
    }

    It 'reads as a table' {
        $text = Get-CondaExportFormat CondaLock | Out-String -Width 200
        $text | Should -Match 'Name +Conda +Pip +Builds +Hashes +Channels +Variables +Files'
        $text | Should -Match 'CondaLock +yes +yes .*conda-lock\.yml, '
    }
}
