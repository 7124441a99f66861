# Objects that have left their session: serialised at any depth, by a job, into a file, over SSH.

BeforeDiscovery {
    . "$PSScriptRoot/Support.ps1"
    . "$PSScriptRoot/SshServer.ps1"
    # Windows' own sshd is a service of the system: none of a test's.
    $canConnect = -not $IsWindows -and (Find-SshServer) -and -not ('ssh', 'ssh-keygen' | Where-Object { -not (Get-Command $_ -CommandType Application -ErrorAction Ignore) })
    if (-not $canConnect) {
        Write-NotTested 'objects that come over SSH: sshd, ssh or ssh-keygen is not installed, or this is Windows.'
    }

    $ways = @(
        @{ Way = 'PSSerializer, depth 1'; Send = { param($Script) & $Script | ConvertTo-Twin -Depth 1 } }
        @{ Way = 'PSSerializer, depth 2'; Send = { param($Script) & $Script | ConvertTo-Twin -Depth 2 } }
        @{ Way = 'Export-Clixml'; Send = { param($Script) & $Script | Export-Clixml "$TestDrive/sent.xml"; Import-Clixml "$TestDrive/sent.xml" } }
        @{ Way = 'Start-Job'; Send = { param($Script) Start-Job -Init ([scriptblock]::Create("Import-Module '$ModulePath'")) $Script | Receive-Job -Wait -AutoRemoveJob } }
        @{ Way = 'SSH'; Skip = -not $canConnect; Send = { param($Script) Invoke-Command -Session (Get-SshSession) -HideComputerName $Script } }
    )
}

BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    . "$PSScriptRoot/SshServer.ps1"
    $more = Join-Path $TestDrive 'more'
    Enter-TestMachine $TestDrive -EnvironmentsFolder $FixtureEnvironments, $more
    $null = Add-TestEnvironment $more 'damaged' -Package 'good=1.0=0' -File @{ 'conda-meta/bad-1.0-0.json' = '{'; 'conda-meta/state' = '{' }
    $env:CONDA_PREFIX = Join-Path $FixtureEnvironments 'envvars'

    # One session for all tests, over a server of our own.
    function Get-SshSession {
        if (-not $script:Session) {
            $script:Server = Enter-SshServer (Join-Path $TestDrive 'ssh')
            $script:Session = Connect-SshServer $script:Server
            Invoke-Command -Session $script:Session {
                'HOME', 'CONDAENV_SYSTEM_ROOT', 'CONDA_ENVS_DIRS', 'CONDA_PREFIX' | ForEach-Object { $i = 0 } { Set-Item "Env:$_" ($using:variables)[$i++] }
                Import-Module $using:ModulePath
            }
        }

        $script:Session
    }

    $variables = $env:HOME, $env:CONDAENV_SYSTEM_ROOT, $env:CONDA_ENVS_DIRS, $env:CONDA_PREFIX

    # As a text that tells kinds apart: a list from a text, a number from its digits.
    function Get-Shape($Value) {
        if ($null -eq $Value) { 'null' }
        elseif ($Value -is [string]) { "text:$Value" }
        elseif ($Value -is [datetime]) { "time:$($Value.ToString('o'))" }
        elseif ($Value -is [bool] -or $Value -is [int] -or $Value -is [long]) { "$($Value.GetType().Name):$Value" }
        elseif ($Value -is [Collections.IEnumerable]) { "list:$(@($Value | ForEach-Object { "$_" }) -join '|')" }
        else { "text:$Value" }
    }

    function Assert-Twin($Live, $Twin) {
        $type = $Live.GetType()
        $Twin.PSTypeNames | Should -Contain "Deserialized.$($type.FullName)"
        foreach ($property in $type.GetProperties().Name) {
            $Twin.PSObject.Properties.Name | Should -Contain $property
            Get-Shape $Twin.$property | Should -BeExactly (Get-Shape $Live.$property) -Because $property
        }
    }

    # The twin of an object of another machine.
    function ConvertTo-FarTwin {
        param([Parameter(ValueFromPipeline)] $InputObject)

        process {
            $xml = [Management.Automation.PSSerializer]::Serialize($InputObject) -replace '(?<=<S N="ComputerName">)[^<]*', 'far-away'
            [Management.Automation.PSSerializer]::Deserialize($xml)
        }
    }

    function Get-Text($InputObject, [int] $Width) { ($InputObject | Out-String -Width $Width) -replace '\e\[[\d;]*m' }
}

AfterAll {
    if ($script:Session) { Remove-PSSession $script:Session }
    if ($script:Server) { Exit-SshServer $script:Server }
    Exit-TestMachine
}

Describe 'Over <Way>' -ForEach $ways {
    It 'an environment keeps every property, those computed on first use among them' -Skip:([bool]$Skip) {
        foreach ($name in 'envvars', 'mkdocs-env', 'pip-mixed') {
            Assert-Twin (Get-CondaEnv $name) (& $Send ([scriptblock]::Create("Get-CondaEnv $name")))
        }
    }

    It 'a package keeps every property' -Skip:([bool]$Skip) {
        foreach ($arguments in 'requests -EnvironmentName pip-upgraded', 'python -EnvironmentName mkdocs-env', 'my-editable -EnvironmentName pip-mixed', 'numpy -EnvironmentName history-specs') {
            $script = [scriptblock]::Create("Get-CondaPackage $arguments -ErrorAction Ignore")
            $live = & $script
            $live | Should -HaveCount 1
            Assert-Twin $live (& $Send $script)
        }
    }

    It 'the result of an export keeps every property, and its losses are rows' -Skip:([bool]$Skip) {
        $script = { Export-CondaEnv pip-mixed -PassThru -WarningAction Ignore -ErrorAction Ignore }
        $twin = & $Send $script
        Assert-Twin (& $script) $twin
        $twin.Losses.Code | Should -Contain 'EditableInstall'
        $twin.Losses | Where-Object Code -EQ 'EditableInstall' | ForEach-Object Severity | Select-Object -Unique | Should -BeIn 'Warning', 'Error'
    }

    It 'a damaged environment gives nothing where it cannot answer, and no error' -Skip:([bool]$Skip) {
        $Error.Clear()
        $twin = & $Send { Get-CondaEnv damaged }
        $Error | Should -BeNullOrEmpty
        $twin.PackageCount | Should -Be 2
        $twin.PipPackageCount | Should -Be 0
        $twin.Fingerprint | Should -Match '^[0-9a-f]{64}$'
    }

    It 'the machine is named' -Skip:([bool]$Skip) {
        $twins = & $Send { Get-CondaEnv envvars; Get-CondaPackage pip; [Environment]::MachineName }
        $twins[0].ComputerName, $twins[1].ComputerName | Should -Be $twins[2], $twins[2]
    }

    It 'the twin is filtered, sorted and shown as the living' -Skip:([bool]$Skip) {
        $twins = & $Send { Get-CondaPackage -EnvironmentName mkdocs-env }
        ($twins | Where-Object Manager -EQ Pip).Count | Should -Be 32
        ($twins | Where-Object Requested | Where-Object Manager -EQ 'Conda').Name | Should -Be 'pip', 'python'
        ($twins | Sort-Object { [CondaEnv.CondaVersion]$_.Version })[0].Name | Should -Be (Get-CondaPackage -EnvironmentName mkdocs-env | Sort-Object Version)[0].Name
        foreach ($width in 80, 100, 160) {
            Get-Text $twins $width | Should -BeExactly (Get-Text (Get-CondaPackage -EnvironmentName mkdocs-env) $width)
            Get-Text (& $Send { Get-CondaEnv mkdocs-env, envvars }) $width | Should -BeExactly (Get-Text (Get-CondaEnv mkdocs-env, envvars) $width)
        }
    }

    It 'the twin leads to the environment' -Skip:([bool]$Skip) {
        $twin = & $Send { Get-CondaEnv mkdocs-env }
        ($twin | Get-CondaPackage pip).Name | Should -Be 'pip'
        ($twin | Export-CondaEnv)[0] | Should -Be 'name: mkdocs-env'
        ($twin | Get-CondaEnv).Name | Should -Be 'mkdocs-env'
    }
}

Describe 'An object of another machine' {
    It 'is refused by <_>, which would look at a folder of this one' -ForEach 'Get-CondaPackage', 'Export-CondaEnv' {
        foreach ($far in (Get-CondaEnv mkdocs-env | ConvertTo-FarTwin), (Get-CondaPackage pip | ConvertTo-FarTwin), (Get-CondaEnv mkdocs-env | ConvertTo-FarTwin | ConvertTo-Csv | ConvertFrom-Csv),
            [pscustomobject]@{ EnvironmentName = 'mkdocs-env'; ComputerName = 'far-away' }) {
            $problem = $null
            $far | & $_ -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $problem | Should -HaveCount 1
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'EnvironmentNotFound,*'
            "$($problem[0])" | Should -BeLike "*on the machine 'far-away', not on this one ('$([Environment]::MachineName)')*"
        }
    }

    It 'does not keep those of this machine from being read' {
        $both = @(Get-CondaEnv envvars | ConvertTo-FarTwin) + (Get-CondaEnv mkdocs-env | ConvertTo-Twin)
        ($both | Get-CondaPackage pip -ErrorAction SilentlyContinue).EnvironmentName | Should -Be 'mkdocs-env'
        (Get-CondaPackage pip -Prefix (Get-CondaEnv envvars | ConvertTo-FarTwin).Prefix).EnvironmentName | Should -Be 'envvars'
    }
}
