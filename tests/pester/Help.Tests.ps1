# Walks all cmdlets of the module: one without help, or with help that does not agree with it, fails.

BeforeDiscovery {
    . "$PSScriptRoot/Support.ps1"
    $cmdlets = @(Get-Command -Module CondaEnv -CommandType Cmdlet | ForEach-Object { @{ Name = $_.Name } })
    $examples = @(foreach ($cmdlet in $cmdlets.Name | Where-Object { $StandIn -or $_ -notin $ToolCommands }) {
            foreach ($example in (Get-Help $cmdlet).examples.example) {
                @{ Name = $cmdlet; Title = $example.title.Trim('-', ' '); Code = $example.code }
            }
        })
    $topics = @(Get-ChildItem "$RepositoryRoot/module/docs/about_*.md" | ForEach-Object { @{ Topic = $_.BaseName } })
}

BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $docs = Join-Path $RepositoryRoot 'module/docs'
    $commonParameters = [Management.Automation.PSCmdlet]::CommonParameters

    # What a parameter that is not given is worth: the property of a fresh cmdlet.
    function Get-DefaultText($Instance, [string] $Parameter) {
        if ($Parameter -in 'WhatIf', 'Confirm') { return 'False' }
        $value = $Instance.$Parameter
        if ($null -eq $value -or @($value).Count -eq 0) { 'None' } else { "$value" }
    }

    function Get-PipelineText($Set) {
        $ways = @(if ($Set.ValueFromPipelineByPropertyName) { 'ByPropertyName' }; if ($Set.ValueFromPipeline) { 'ByValue' })
        if ($ways) { "True ($($ways -join ', '))" } else { 'False' }
    }

    # Of [Nullable[int]] the number; the names are those of the types, as PlatyPS writes them.
    function Get-TypeText([type] $Type) {
        $inner = [Nullable]::GetUnderlyingType($Type)
        if ($inner) { $inner.Name } else { $Type.Name }
    }

    function Get-Text($Paragraphs) { ($Paragraphs | ForEach-Object Text) -join "`n" }
}

Describe 'The help of <Name>' -ForEach $cmdlets {
    BeforeAll {
        $command = Get-Command $Name -Module CondaEnv
        $help = Get-Help $Name -Full
        $parameters = @($command.Parameters.Values | Where-Object Name -NotIn $commonParameters)
        $document = Get-Content (Join-Path $docs "$Name.md") -Raw
    }

    It 'is a topic of its own, with synopsis and description' {
        $help.Category | Should -Be 'Cmdlet'
        $help.Synopsis | Should -Match '^[A-Z][^\r\n]{20,100}\.$'
        (Get-Text $help.description).Length | Should -BeGreaterThan 100
        $document | Should -Match "(?m)^# $Name$"
    }

    It 'has three examples at least, each with code and what it does' {
        @($help.examples.example).Count | Should -BeGreaterOrEqual 3
        foreach ($example in $help.examples.example) {
            $example.code | Should -Match $Name
            (Get-Text $example.remarks).Trim() | Should -Not -BeNullOrEmpty
        }
    }

    It 'describes every parameter, and no other' {
        $help.parameters.parameter.name | Sort-Object | Should -BeExactly ($parameters.Name | Sort-Object)
        foreach ($parameter in $help.parameters.parameter) {
            (Get-Text $parameter.description).Length | Should -BeGreaterThan 15 -Because $parameter.name
        }
    }

    It 'says of every parameter what the cmdlet does' {
        $instance = [Activator]::CreateInstance($command.ImplementingType)
        foreach ($parameter in $parameters) {
            $said = $help.parameters.parameter | Where-Object name -EQ $parameter.Name
            $because = $parameter.Name
            $said.parameterValue | Should -BeExactly (Get-TypeText $parameter.ParameterType) -Because $because
            $said.defaultValue | Should -BeExactly (Get-DefaultText $instance $parameter.Name) -Because $because
            $said.aliases | Should -BeExactly $(if ($parameter.Aliases) { $parameter.Aliases -join ', ' } else { 'none' }) -Because $because
            $said.globbing | Should -Be "$([bool]($parameter.Attributes | Where-Object { $_ -is [SupportsWildcards] }))" -Because $because

            # Of several sets the help shows the first.
            $set = @($command.ParameterSets | ForEach-Object { $_.Parameters | Where-Object Name -EQ $parameter.Name })[0]
            $said.required | Should -Be "$($set.IsMandatory)" -Because $because
            $said.position | Should -Be $(if ($set.Position -lt 0) { 'named' } else { "$($set.Position)" }) -Because $because
            $said.pipelineInput | Should -BeExactly (Get-PipelineText $set) -Because $because
        }
    }

    It 'names the values of enumerations' {
        foreach ($parameter in $parameters) {
            $type = if ($parameter.ParameterType.IsArray) { $parameter.ParameterType.GetElementType() } else { $parameter.ParameterType }
            $inner = [Nullable]::GetUnderlyingType($type)
            if ($inner) { $type = $inner }
            $block = [regex]::Match($document, "(?ms)^### -$($parameter.Name)\r?\n.*?^``````yaml\r?\n(.*?)^``````").Groups[1].Value
            $expected = if ($type.IsEnum) { [Enum]::GetNames($type) -join ', ' } else { '' }
            [regex]::Match($block, '(?m)^Accepted values: (.*?)\r?$').Groups[1].Value | Should -BeExactly $expected -Because $parameter.Name
        }
    }

    It 'has the parameter sets of the cmdlet' {
        $said = [regex]::Matches($document, '(?m)^### (.+?)\r?\n```\r?\n(.+?)\r?\n```') | ForEach-Object { "$($_.Groups[1].Value): $($_.Groups[2].Value)" }
        $expected = foreach ($set in $command.ParameterSets) {
            $title = if ($set.IsDefault) { "$($set.Name) (Default)" } else { $set.Name }
            "${title}: $Name $set" -creplace '<string(?=[\[\]>])', '<String' -creplace '<int>', '<Int32>'
        }

        $said | Should -BeExactly $expected
        @($help.syntax.syntaxItem).Count | Should -Be $command.ParameterSets.Count
        foreach ($parameter in $parameters) {
            $block = [regex]::Match($document, "(?ms)^### -$($parameter.Name)\r?\n.*?^``````yaml\r?\n(.*?)^``````").Groups[1].Value
            $sets = $parameter.ParameterSets.Keys -join ', '
            [regex]::Match($block, '(?m)^Parameter Sets: (.*?)\r?$').Groups[1].Value | Should -BeExactly $sets.Replace('__AllParameterSets', '(All)') -Because $parameter.Name
        }
    }

    It 'says what it takes from the pipeline' {
        $types = $parameters | Where-Object { $_.Attributes | Where-Object { $_ -is [Parameter] -and ($_.ValueFromPipeline -or $_.ValueFromPipelineByPropertyName) } } |
            ForEach-Object { $_.ParameterType.FullName } | Sort-Object -Unique
        $help.inputTypes.inputType.type.name | Sort-Object | Should -BeExactly $types
    }

    It 'says what it returns, with every member' {
        $help.returnValues.returnValue.type.name | Should -BeExactly $command.OutputType.Name
        foreach ($value in $help.returnValues.returnValue) {
            $text = Get-Text $value.description
            $text | Should -Not -BeNullOrEmpty
            $type = $value.type.name -as [type]
            if ($type.Namespace -eq 'CondaEnv') {
                $said = [regex]::Matches($text, '(?m)^- (\w+): \S') | ForEach-Object { $_.Groups[1].Value }
                $said | Sort-Object | Should -BeExactly ($type.GetProperties().Name | Sort-Object)
            }
        }
    }

    It 'names errors that there are' {
        $ids = @([regex]::Matches((Get-Text $help.alertSet.alert), '(?m)^- (\w+): \S') | ForEach-Object { $_.Groups[1].Value })
        $ids.Count | Should -BeGreaterThan 0
        $known = [regex]::Matches((Get-Content (Join-Path $docs 'about_CondaEnv_Errors.md') -Raw), '(?m)^### (\w+) \(') | ForEach-Object { $_.Groups[1].Value }
        $ids | Where-Object { $_ -cnotin $known } | Should -BeNullOrEmpty
    }

    It 'leads to topics that there are' {
        $links = @($help.relatedLinks.navigationLink.linkText)
        $links | Should -Contain 'about_CondaEnv'
        foreach ($link in $links -notmatch '://') {
            @(Get-Help $link).Name | Should -Be $link
            Join-Path $docs "$link.md" | Should -Exist
        }
    }
}

Describe 'The documents' {
    It 'are those of the cmdlets, and topics' {
        $expected = @((Get-Command -Module CondaEnv).Name)
        (Get-ChildItem $docs -Filter *.md).BaseName -notmatch '^about_' | Sort-Object | Should -BeExactly ($expected | Sort-Object)
    }

    It 'have become <Topic>, which is found and fits a console' -ForEach $topics {
        $found = Get-Help $Topic
        "$found" | Should -Match "TOPIC\r?\n +$Topic"
        ("$found" -split '\r?\n' | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
        (Get-Help 'about_CondaEnv*' | Where-Object Name -EQ $Topic).Synopsis | Should -Match '\.$'
    }

    It 'explain every error, with its category' {
        $text = "$(Get-Help about_CondaEnv_Errors)"
        $headings = [regex]::Matches((Get-Content (Join-Path $docs 'about_CondaEnv_Errors.md') -Raw), '(?m)^### (\w+ \(\w+\))') | ForEach-Object { $_.Groups[1].Value }
        [Enum]::GetNames([CondaEnv.CondaErrorKind]) | Should -BeIn ($headings -replace ' .*')
        foreach ($heading in $headings) {
            $text | Should -Match "(?m)^  $([regex]::Escape($heading))"
        }
    }
}

Describe 'The examples' {
    BeforeAll {
        # A machine with the fixtures' environments, one of them active, and a copy of it elsewhere; the damaged one is left out.
        $folder = Join-Path $TestDrive 'machine'
        $null = New-Item "$folder/envs", "$folder/copies" -ItemType Directory
        Get-ChildItem $FixtureEnvironments -Exclude pip-mixed | Copy-Item -Destination "$folder/envs" -Recurse
        Copy-Item "$folder/envs/mkdocs-env" "$folder/copies" -Recurse
        Enter-TestMachine $TestDrive -EnvironmentsFolder "$folder/envs"
        $env:CONDA_PREFIX = Join-Path $folder 'envs/mkdocs-env'
        Push-Location $folder
        $env:CONDAENV_TOOL = $StandIn

        # That of the fixtures, on every machine.
        $env:CONDA_SUBDIR = 'linux-64'
        $null = New-Item project -ItemType Directory
        Set-Content project/environment.yml "name: project`ndependencies:`n  - zlib=1.3=0`n  - python=3.12=0"
        $null = New-Item requested -ItemType Directory
        Set-Content requested/mkdocs-env.yml "name: mkdocs-env`ndependencies:`n  - python=3.11`n  - pip`n  - pip:`n    - mkdocs"
        $null = Save-CondaEnvRecord packaging-env -Path saved -WarningAction Ignore
        $null = New-Item files -ItemType Directory
        Set-Content files/environment.yml 'name: demo', 'channels: [conda-forge]', 'dependencies:', '  - python=3.12', '  - pip', '  - pip:', '      - six==1.17.0'
        Set-Content files/broken.yml 'channels: conda-forge', 'dependencies: [zlib]', 'variables: { MY_TOKEN: hunter2 }'

        # What each example promises: its output and its folder are looked at. One without a line here fails.
        $promises = @{
            'Get-CondaEnv'     = @{
                1 = { $output.Name | Should -Be 'envvars', 'history-specs', 'mkdocs-env', 'packaging-env', 'pip-upgraded'; $output | Should -BeOfType CondaEnv.CondaEnvironment }
                2 = { $output.Name | Should -Be 'packaging-env', 'mkdocs-env'; $output[1].PipPackageCount | Should -Be 32 }
                3 = { $output | Should -HaveCount 6 }
                4 = { $output.Count | Should -Be 2; $output.Prefixes | Split-Path -Leaf | Should -Be 'mkdocs-env', 'mkdocs-env' }
                5 = { $rows = Import-Csv inventory.csv; $rows | Should -HaveCount 5; ($rows[2] | Get-CondaPackage pip).Name | Should -Be 'pip' }
            }
            'Get-CondaPackage' = @{
                1 = { $output | Should -HaveCount 60; $output | Should -BeOfType CondaEnv.CondaPackage }
                2 = { $output.Version | Should -Be '1.26.4', '2.2.1'; $output.Manager | Should -Be 'Conda', 'Pip' }
                3 = { $output | Should -HaveCount 1; $output.Name | Should -BeExactly 'numpy'; $output.Version | Should -Be '1.26.4' }
                4 = { $output.Name | Should -Contain 'mkdocs-env'; $output.Count | Should -Not -Contain 0 }
                5 = { Import-Csv pip.csv | Should -HaveCount 32 }
                6 = { ($output | Where-Object Name -EQ numpy).RequestedSpec | Should -Match '^numpy' }
                7 = { $output.Name | Should -Contain 'numpy'; $output.Replaces | Should -HaveCount 4 }
                8 = { $output.Name | Should -Contain 'python'; $output.Name | Should -Contain 'pyyaml' }
                9 = { $output.Name | Should -Contain 'weirdver'; $output.SideIndicator | Should -Contain '<=' }
                10 = { $output.Name | Should -Be 'openssl', 'click' }
            }
            'Get-CondaPackageDependency' = @{
                1 = { $output[0].Name | Should -Be 'mkdocs'; $output | Should -BeOfType CondaEnv.CondaPackageDependency; @($output | Where-Object Depth -EQ 0 | Where-Object Requested).Count | Should -Be 5 }
                2 = { $output.Name | Should -Be 'openssl', 'python'; $output[1].Requested | Should -BeTrue }
                3 = { $output.Requirement | Should -Contain 'mkdocstrings-python>=0.5.2; extra == "python"'; $output.State | Should -Not -Contain 'Met' }
                4 = { $output.Depth | Measure-Object -Maximum | ForEach-Object Maximum | Should -Be 1; ($output | Where-Object Depth -EQ 0).Name | Should -Contain 'mkdocs-material' }
                5 = { Get-Content requests.mmd | Should -Contain '  p0("requests 2.32.3")' }
                6 = { $output.Requested | Should -Not -Contain $true; $output.Depth | Select-Object -Unique | Should -Be 0 }
                7 = { $output | Should -HaveCount 5; $output | Should -BeOfType CondaEnv.CondaDependencySummary; $output[0].PackageCount | Should -BeGreaterThan $output[-1].PackageCount }
                8 = { $output[0].Name | Should -Be 'python'; $output[0].Prefix | Should -Match 'packaging-env$'; $output.Count | Should -BeGreaterThan 3 }
            }
            'Get-CondaPackageFile' = @{
                1 = { $output.Package | Select-Object -Unique | Should -Be 'openssl'; $output.File | Should -Contain 'bin/openssl'; $output | Should -BeOfType CondaEnv.CondaPackageFile; $output.State | Should -Not -Contain 'Ok' }
                2 = { $output.State | Select-Object -Unique | Should -Be 'Missing' }
                3 = { $output.Name | Should -Contain 'python'; $output[0].Size | Should -BeGreaterThan 0 }
            }
            'Get-CondaEnvHistory' = @{
                1 = { $output.Revision | Should -Be 0, 1, 2, 3, 4; $output | Should -BeOfType CondaEnv.CondaEnvRevision; $output[0].PackageCount | Should -Be $output[0].AddedCount }
                2 = { $output.Name | Should -Contain 'weirdver'; $output | Should -BeOfType CondaEnv.CondaPackage }
                3 = { $output.Reference | Should -Be 'history-specs@0'; "$($output.Change)" | Should -Be 'Downgraded' }
                4 = { $output | Should -HaveCount 5; $output.DriftCount | Select-Object -Unique | Should -Be 0 }
                5 = { $output | Should -HaveCount 9; $output.EnvironmentName | Should -Contain 'mkdocs-env' }
                6 = { $output | Should -HaveCount 53; $output[-1].AddedCount | Should -Be 52 }
            }
            'Measure-CondaEnv' = @{
                1 = { $output | Should -HaveCount 5; $output | Should -BeOfType CondaEnv.CondaEnvMeasure; $output.ExclusiveSize | Should -Be ($output.ExclusiveSize | Sort-Object -Descending) }
                2 = { $output | Out-String | Should -Match '(?m)^ExclusiveSize +: \d+\s*$' }
                3 = { $output | Should -HaveCount 3; $output.LastUsed | Should -Not -Contain $null; $output.LastUsed | Should -Be ($output.LastUsed | Sort-Object) }
                4 = { $output.Property | Should -Be 'ExclusiveSize', 'PipSize'; $output[0].Sum | Should -BeGreaterThan $output[1].Sum }
                5 = { Import-Csv sizes.csv | Should -HaveCount 5; (Import-Csv sizes.csv)[0].Size | Should -Match '^\d+$' }
            }
            'Get-CondaExportFormat' = @{
                1 = { $output | Should -HaveCount ([Enum]::GetNames([CondaEnv.ExportFormat]).Count); $output | Should -BeOfType CondaEnv.CondaExportFormat }
                2 = { $output.Name | Should -Be 'CondaLock', 'PixiLock' }
                3 = { $output.Name | Should -Be 'PixiLock', 'PixiToml', 'PyLock'; $output[1].DefaultStyle | Should -Be 'Portable'; $output[2].FileNames | Should -Contain 'pylock.toml' }
            }
            'Export-CondaEnv'  = @{
                1 = { $output[0] | Should -Be 'name: mkdocs-env'; $output | Should -BeOfType string; $output | Should -Not -Match '^prefix:' }
                2 = { (Get-Content environment.yml)[0] | Should -Be 'name: mkdocs-env' }
                3 = { Get-Content requested.yml | Should -Contain '  - python=3.12' }
                4 = { $output | Should -HaveCount 5; $output.Path | Should -Exist; (Get-ChildItem *.yml).Count | Should -Be 5 }
                5 = { Get-Content packaging-env.txt | Should -Contain '@EXPLICIT'; (Get-Content packaging-env.txt)[-1] | Should -Match '#sha256:[0-9a-f]{64}$' }
                6 = { $output.Code | Should -Be 'VariableValues'; $output | Should -BeOfType CondaEnv.ExportLoss; Get-ChildItem -File | Should -BeNullOrEmpty }
                7 = { $lines = Get-Content environment.yml; $lines | Should -Contain '      - mkdocs==1.6.1'; $lines | Should -Contain '  - python=3.12'; $lines | Should -Not -Match '^prefix:' }
                8 = { $output | Should -BeOfType CondaEnv.ExportLoss; $output.Code | Should -Contain 'VariableWithheld'; "$($output[-1].Severity)" | Should -Be 'Information'; Get-ChildItem -File | Should -BeNullOrEmpty }
            }
            'Compare-CondaEnv' = @{
                1 = { $output | Should -BeOfType CondaEnv.CondaEnvDifference; $output.Change | Sort-Object -Unique | Should -Be 'Added', 'SpecViolated' }
                2 = { $output | Should -BeOfType CondaEnv.CondaEnvComparison; $output.IsEqual | Should -BeTrue }
                3 = { $output[0].Level | Should -Be 'Major'; $output.Change | Should -Contain 'Removed' }
                4 = { $output | Should -Not -BeNullOrEmpty }
                5 = { (Import-Csv differences.csv).Prefix | Split-Path -Leaf | Sort-Object -Unique | Should -Be 'envvars', 'history-specs', 'packaging-env', 'pip-upgraded' }
                6 = { $output | Should -Be 'mkdocs-env is not as it should be' }
            }
            'Import-CondaEnvFile' = @{
                1 = { $output | Should -BeOfType CondaEnv.CondaEnvFile; $output.Name | Should -Be 'demo' }
                2 = { $output.Name | Should -Be 'python', 'pip', 'six'; $output.Line | Should -Be 4, 5, 7 }
                3 = { Split-Path $output.Path -Leaf | Should -Be 'environment.yml' }
                4 = { $output.Kind | Should -Be 'Record'; $output.Dependencies | Should -HaveCount 60; Remove-Item records -Recurse }
            }
            'Test-CondaEnvFile' = @{
                1 = { $output | Should -BeTrue; $output | Should -BeOfType bool }
                2 = { $output.Name | Should -Be 'broken.yml' }
                3 = { $output.RuleName | Should -Be 'KeyType' }
            }
            'Find-CondaEnvIssue' = @{
                1 = { $output | Should -BeOfType CondaEnv.CondaEnvIssue; $output.RuleName | Should -Contain 'OverwrittenByPip' }
                2 = { $output.EnvironmentName | Sort-Object -Unique | Should -Be 'pip-upgraded'; $output.RuleName | Should -Contain 'OverwrittenByPip' }
                3 = { $output.RuleName | Should -Contain 'MissingFile' }
                4 = { $output.Name | Should -Contain 'pip-upgraded, OverwrittenByPip' }
            }
            'Test-CondaEnv' = @{
                1 = { $output | Should -BeTrue; $output | Should -BeOfType bool }
                2 = { $output.Name | Should -Be 'pip-upgraded' }
                3 = { $output | Should -Be $true, $false }
            }
            'Find-CondaEnvFileIssue' = @{
                1 = { $output | Should -BeOfType CondaEnv.CondaEnvIssue; $output.RuleName | Should -Be 'KeyType', 'SecretVariable' }
                2 = { $output.RuleName | Should -Be 'KeyType', 'SecretVariable' }
                3 = { $output.RuleName | Should -Be 'SecretVariable'; $output.Message | Should -Not -Match 'hunter2' }
                4 = { $output[0] | Should -BeLike '*broken.yml:1:11: KeyType: *' }
            }
            'New-CondaEnv' = @{
                1 = { $output | Should -BeOfType CondaEnv.CondaEnvCreateResult; $output.Name | Should -Be 'project'; $output.PackageCount | Should -Be 2 }
                2 = { $output.DifferenceCount | Should -Be 0; "$($output.Style)" | Should -Be 'Exact'; $output.PackageCount | Should -BeGreaterThan 20 }
                3 = { $output.Name | Should -Be 'zlib', 'python'; './envs/project' | Should -Not -Exist }
                4 = { $output.Name | Should -Be 'history-copy'; Compare-CondaEnv history-specs history-copy -Quiet | Should -BeTrue }
                5 = { $output.Name | Should -Be 'project', 'project' }
                6 = { $output.Name | Should -Be 'project'; (Get-CondaPackage -EnvironmentName project).Name | Should -Be 'pytest', 'python' }
            }
            'Update-CondaEnv' = @{
                1 = { $output[1].Name | Should -Be 'project' }
                2 = { $output[1].PackageCount | Should -Be 2 }
                3 = { $output[1].DifferenceCount | Should -Be 0 }
                4 = { $output.Name | Should -Be 'project', 'project'; (Get-CondaPackage -EnvironmentName project).Name | Should -Be 'python', 'sphinx' }
            }
            'Remove-CondaEnv' = @{
                1 = { './envs/project' | Should -Not -Exist }
                2 = { './envs/test-*' | Should -Not -Exist; './envs/mkdocs-env' | Should -Exist }
                3 = { './envs/packaging-again' | Should -Not -Exist; './envs/packaging-env-linux-64/record.json' | Should -Exist }
            }
            'Save-CondaEnvRecord' = @{
                1 = { (Get-ChildItem ./envs/mkdocs-env-linux-64).Name | Sort-Object | Should -Be 'environment.full.yml', 'environment.yml', 'explicit.txt', 'packages.csv', 'record.json', 'requirements.txt' }
                2 = { (Get-ChildItem ./envs/*-linux-64 -Directory).Name | Should -Be 'envvars-linux-64', 'history-specs-linux-64', 'mkdocs-env-linux-64', 'packaging-env-linux-64', 'pip-upgraded-linux-64' }
                3 = { $output.EnvironmentName | Should -Be 'envvars', 'history-specs', 'packaging-env', 'pip-upgraded'; $output | Should -BeOfType CondaEnv.CondaEnvRecord }
                4 = { $output | Should -Contain '  - python==3.12.13'; @($output) -match '^  - \S+=\d+\.\d+$' | Should -Not -BeNullOrEmpty }
            }
        }
    }

    AfterEach {
        Get-Item ./envs/*-linux-64, ./envs/project, ./envs/packaging-again, ./envs/history-copy -ErrorAction Ignore | Remove-Item -Recurse -Force
        Get-ChildItem -File | Remove-Item
    }

    AfterAll {
        Remove-Item Env:CONDAENV_TOOL, Env:CONDA_SUBDIR -ErrorAction Ignore
        Pop-Location
        Exit-TestMachine
    }

    It '<Name>, <Title>' -ForEach $examples {
        $promise = $promises[$Name][[int][regex]::Match($Title, '\d+').Value]
        $promise | Should -Not -BeNullOrEmpty -Because 'every example says what it does, and is held to it'
        $before = @(Get-Item *.*, ./envs/*/record.json).Count
        $Error.Clear()
        $output = & ([scriptblock]::Create($Code)) 3>$null
        $Error | Should -BeNullOrEmpty
        if (-not $output) {
            @(Get-Item *.*, ./envs/*/record.json).Count | Should -BeGreaterThan $before -Because 'what returns nothing writes a file'
        }

        . $promise
    }
}
