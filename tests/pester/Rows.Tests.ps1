# Packages that have been rows elsewhere come back as packages, with every property as it was.

BeforeDiscovery {
    . "$PSScriptRoot/Support.ps1"
    $ways = @(
        @{ Way = 'Export-Csv'; Send = { Export-Csv "$TestDrive/rows.csv" -InputObject $_ -Append; Import-Csv "$TestDrive/rows.csv" | Select-Object -Last 1 }; IsText = $true }
        @{ Way = 'Export-Csv in German'; Culture = 'de-DE'; Send = { $_ | ConvertTo-Csv | ConvertFrom-Csv }; IsText = $true }
        @{ Way = 'ConvertTo-Json'; Send = { $_ | ConvertTo-Json -Depth 5 | ConvertFrom-Json } }
        @{ Way = 'CliXml'; Send = { $_ | ConvertTo-Twin } }
        @{ Way = 'PSSerializer, depth 1'; Send = { $_ | ConvertTo-Twin -Depth 1 } }
        @{ Way = 'Select-Object'; Send = { $_ | Select-Object * } }
        @{ Way = 'a twin in JSON'; Send = { $_ | ConvertTo-Twin | ConvertTo-Json -Depth 5 -WarningAction Ignore | ConvertFrom-Json } }
    )
}

BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    Enter-TestMachine $TestDrive -EnvironmentsFolder $FixtureEnvironments

    # As a text that tells kinds apart. What PowerShell itself makes of a value in a CSV file is a text: a time without its
    # fraction of a second, a package by its name, version and build.
    function Get-Shape($Value, [bool] $IsText) {
        if ($null -eq $Value) { 'null' }
        elseif ($Value -is [string]) { "text:$Value" }
        elseif ($Value -is [datetime]) { "time:$($Value.ToString($IsText ? 's' : 'o')) $($Value.Kind)" }
        elseif ($Value -is [CondaEnv.CondaPackage] -and -not $IsText) { Get-Properties $Value $false }
        elseif ($Value -is [Collections.IEnumerable]) { "list:$(@($Value | ForEach-Object { "<$_>" }) -join '|')" }
        else { "$($Value.GetType().Name):$Value" }
    }

    function Get-Properties($Package, [bool] $IsText) {
        $Package | Should -BeOfType CondaEnv.CondaPackage
        @(foreach ($property in [CondaEnv.CondaPackage].GetProperties().Name) { "$property=$(Get-Shape $Package.$property $IsText)" }) -join "`n"
    }

    # The package that a row is taken for.
    function ConvertTo-Package($Row) { (Compare-CondaEnv $Row $Row -IncludeEqual).ReferencePackage }
}

AfterAll { Exit-TestMachine }

Describe 'A package by way of <Way>' -ForEach $ways {
    BeforeAll {
        $before = [cultureinfo]::CurrentCulture
        if ($Culture) { [cultureinfo]::CurrentCulture = $Culture }
    }

    AfterAll { [cultureinfo]::CurrentCulture = $before }

    It 'keeps every property' {
        if ($Way -eq 'Export-Csv') { Remove-Item "$TestDrive/rows.csv" -ErrorAction Ignore }
        $packages = @(Get-CondaEnv | Get-CondaPackage -ErrorAction Ignore)
        $packages.Count | Should -BeGreaterThan 200

        # All with a property that few have, and every tenth of the others.
        $index = 0
        $chosen = $packages | Where-Object { ($index++ % 10) -eq 0 -or $_.Replaces -or $_.Editable -or $_.DirectUrl -or ($_.Requires -match ';') }
        @($chosen | Where-Object Replaces).Count | Should -BeGreaterThan 0
        @($chosen | Where-Object { $_.Requires -match '; ' }).Count | Should -BeGreaterThan 0
        foreach ($package in $chosen) {
            $back = ConvertTo-Package ($package | ForEach-Object $Send)
            [object]::ReferenceEquals($back, $package) | Should -BeFalse
            Get-Properties $back ([bool]$IsText) | Should -BeExactly (Get-Properties $package ([bool]$IsText)) -Because "$package went by way of $Way"
        }
    }
}

Describe 'Files of rows' {
    It 'packages.csv of a record has rows that are packages' {
        $record = Save-CondaEnvRecord pip-upgraded (Join-Path $TestDrive records) -PassThru
        $live = Get-CondaPackage -EnvironmentName pip-upgraded
        $rows = Import-Csv (Join-Path $record.Path packages.csv)
        $rows | Should -HaveCount $live.Count
        for ($i = 0; $i -lt $rows.Count; $i++) {
            Get-Properties (ConvertTo-Package $rows[$i]) $false | Should -BeExactly (Get-Properties $live[$i] $false)
        }
    }

    It 'a list is a JSON array' {
        $rows = Get-CondaPackage -EnvironmentName mkdocs-env | ConvertTo-Csv | ConvertFrom-Csv
        $click = $rows | Where-Object Name -EQ 'click'
        $click.Requires | ConvertFrom-Json | Should -BeExactly (Get-CondaPackage click -EnvironmentName mkdocs-env).Requires
        $rows | ForEach-Object { $_.Depends | ConvertFrom-Json }
    }

    It 'a value that somebody has spoilt is ignored, and one of his own is taken' {
        $back = ConvertTo-Package ([pscustomobject]@{ Name = 'one'; Version = '1.0'; Manager = 'Conda'; Size = 'large'; Timestamp = 'once'; Depends = 'python >=3'; Constrains = @('a', 'b') })
        $back.Size, $back.Timestamp | Should -Be $null, $null
        $back.Depends | Should -BeExactly 'python >=3'
        $back.Constrains | Should -BeExactly 'a', 'b'
    }
}

Describe 'The types file' {
    It 'names properties that there are, and serialises all of them' {
        $types = [xml](Get-Content (Join-Path (Split-Path $ModulePath) 'module/CondaEnv.Types.ps1xml') -Raw)
        $names = @()
        foreach ($type in $types.Types.Type) {
            foreach ($set in $type.SelectNodes('.//PropertySet')) {
                $properties = ($type.Name -as [type]).GetProperties().Name
                $set.ReferencedProperties.Name | Where-Object { $_ -cnotin $properties } | Should -BeNullOrEmpty -Because "$($type.Name) has $($set.Name)"
                if ($set.Name -eq 'PropertySerializationSet') {
                    # A version is its text: the rest of it is computed, here and where it is read again.
                    $serialised = if ($type.Name -ceq 'CondaEnv.CondaVersion') { 'Text' } else { $properties | Sort-Object }
                    $set.ReferencedProperties.Name | Sort-Object | Should -BeExactly $serialised -Because $type.Name
                    $names += $type.Name
                }
            }
        }

        $names | Should -Be 'CondaEnv.CondaEnvironment', 'CondaEnv.CondaPackage', 'CondaEnv.CondaVersion'
    }
}
