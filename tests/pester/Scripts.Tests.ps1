# Every script of the repository, by PSScriptAnalyzer's own rules and the grammar of Windows PowerShell.

BeforeDiscovery {
    . "$PSScriptRoot/Support.ps1"
    $analyzer = Get-Module -ListAvailable PSScriptAnalyzer
    if (-not $analyzer) {
        Write-NotTested 'the rules of PSScriptAnalyzer on every script: it is not installed.'
    }

    # Not what builds and packages leave.
    $scripts = @(Get-ChildItem "$RepositoryRoot/*", "$RepositoryRoot/bench", "$RepositoryRoot/module", "$RepositoryRoot/src", "$RepositoryRoot/tests" -File -Recurse -Include *.ps1, *.psm1, *.psd1 |
            Where-Object FullName -NotMatch '[\\/](bin|obj|out|fixtures)[\\/]' | Sort-Object FullName -Unique |
            ForEach-Object { @{ Path = $_.FullName; Name = $_.FullName.Substring($RepositoryRoot.Length + 1) } })
}

Describe 'The scripts' -Skip:(-not $analyzer) {
    It 'were found' -ForEach @{ Names = $scripts.Name } {
        'CondaEnv.psd1', 'build.ps1' | ForEach-Object { $Names | Should -Contain $_ }
        $Names.Count | Should -BeGreaterThan 8
    }

    It '<Name> is clean' -ForEach $scripts {
        # A variable of a BeforeAll, or of what is dot-sourced there, is used in blocks that the rule takes for strangers.
        $settings = @{
            IncludeDefaultRules = $true
            ExcludeRules        = @(if ($Name -like '*.Tests.ps1' -or $Name -like '*Support.ps1') { 'PSUseDeclaredVarsMoreThanAssignments' })
            Rules               = @{ PSUseCompatibleSyntax = @{ Enable = $true; TargetVersions = @('5.1', '7.4') } }
        }
        Invoke-ScriptAnalyzer -Path $Path -Settings $settings | ForEach-Object { "$($_.Line): $($_.RuleName): $($_.Message)" } | Should -BeNullOrEmpty
    }
}
