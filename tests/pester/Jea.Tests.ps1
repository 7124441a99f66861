# A session that has the read cmdlets and nothing else: docs/jea.

BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $more = Join-Path $TestDrive 'more'
    Enter-TestMachine $TestDrive -EnvironmentsFolder $more
    $null = Add-TestEnvironment $more 'one'
    Set-Content (Join-Path $TestDrive 'environment.yml') 'name: x', 'channels: [conda-forge]', 'dependencies: [zlib=1.3.1]'
    $role = Import-PowerShellDataFile (Join-Path $RepositoryRoot 'docs/jea/CondaEnvReader.psrc')

    # What the pair makes of a session: no providers, no language, the cmdlets of the role and those of a remote server.
    $state = [initialsessionstate]::CreateRestricted([Management.Automation.SessionCapabilities]::RemoteServer)
    $state.LanguageMode = 'NoLanguage'
    $state.Providers.Clear()
    $state.ImportPSModule($ModulePath)
    $runspace = [runspacefactory]::CreateRunspace($state)
    $runspace.Open()
    foreach ($command in $runspace.SessionStateProxy.InvokeCommand.GetCommands('*', 'All', $true)) {
        if ($command.ModuleName -eq 'CondaEnv') {
            $command.Visibility = if ("CondaEnv\$($command.Name)" -in $role.VisibleCmdlets) { 'Public' } else { 'Private' }
        }
    }

    function Invoke-Jea([string] $Command, [hashtable] $Parameter = @{}) {
        $shell = [powershell]::Create()
        $shell.Runspace = $runspace
        try {
            $result = $shell.AddCommand($Command).AddParameters($Parameter).Invoke()
            if ($shell.Streams.Error.Count) { throw $shell.Streams.Error[0] }
            $result
        } finally {
            $shell.Dispose()
        }
    }
}

AfterAll {
    $runspace.Dispose()
    Exit-TestMachine
}

Describe 'In a session of JEA' {
    It 'there is no file system' {
        { Invoke-Jea Get-Location } | Should -Throw
        { $runspace.SessionStateProxy.Provider.GetOne('FileSystem') } | Should -Throw '*provider*'
    }

    It 'the read cmdlets work' {
        (Invoke-Jea Get-CondaEnv).Name | Should -Be 'one'
        (Invoke-Jea Get-CondaEnv @{ Prefix = (Join-Path $more 'one') }).PackageCount | Should -Be 1
        (Invoke-Jea Get-CondaEnv @{ SearchPath = $more }).Count | Should -Be 1
        (Invoke-Jea Get-CondaPackage @{ EnvironmentName = 'one' }).Name | Should -Be 'zlib'
        Invoke-Jea Get-CondaEnvHistory @{ EnvironmentName = 'one' } | Should -BeNullOrEmpty
        (Invoke-Jea Get-CondaExportFormat).Count | Should -BeGreaterThan 5
        (Invoke-Jea Import-CondaEnvFile @{ LiteralPath = (Join-Path $TestDrive 'environment.yml') }).Name | Should -Be 'x'
        Invoke-Jea Test-CondaEnvFile @{ LiteralPath = (Join-Path $TestDrive 'environment.yml') } | Should -BeTrue
        Invoke-Jea Find-CondaEnvFileIssue @{ Path = (Join-Path $TestDrive 'environment.yml') } | Where-Object Severity -EQ Error | Should -BeNullOrEmpty
        (Invoke-Jea Compare-CondaEnv @{ ReferenceObject = (Join-Path $TestDrive 'environment.yml'); DifferenceObject = 'one'; Quiet = $true }) | Should -BeTrue
    }

    It 'names every cmdlet that only reads, and none that writes or starts a program' {
        $visible = $role.VisibleCmdlets -replace '.*\\'
        $all = (Get-Command -Module CondaEnv).Name
        $visible | Where-Object { $_ -notin $all } | Should -BeNullOrEmpty
        foreach ($name in $all) {
            ($name -in $visible) | Should -Be (-not (Get-Command $name).Parameters.ContainsKey('WhatIf')) -Because $name
        }

        { Invoke-Jea New-CondaEnv @{ Name = 'x' } } | Should -Throw
        { Invoke-Jea Remove-CondaEnv @{ Name = 'one'; Confirm = $false } } | Should -Throw
        Join-Path $more 'one' | Should -Exist
    }

    It 'the pair is read by PowerShell' {
        $configuration = Import-PowerShellDataFile (Join-Path $RepositoryRoot 'docs/jea/CondaEnvReader.pssc')
        $configuration.SessionType | Should -Be 'RestrictedRemoteServer'
        Split-Path ($configuration.RoleDefinitions.Values.RoleCapabilityFiles -replace '\\', '/') -Leaf | Should -Be 'CondaEnvReader.psrc'
    }
}
