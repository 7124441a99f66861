@{
    # The same file serves the checkout (after 'dotnet build') and the package.
    RootModule             = if ($PSEdition -eq 'Core') { 'module/bin/net8.0/CondaEnv.dll' } else { 'module/bin/netstandard2.0/CondaEnv.dll' }

    # Loaded first, so that types and views may use it.
    RequiredAssemblies     = @(if ($PSEdition -eq 'Core') { 'module/bin/net8.0/CondaEnv.Core.dll' } else { 'module/bin/netstandard2.0/CondaEnv.Core.dll' })

    ModuleVersion          = '0.1.0'
    GUID                   = '6d1f0c5e-3b0a-4f6e-9a57-2c8d4e1b7f93'
    Author                 = 'CondaEnv contributors'
    CompanyName            = 'CondaEnv contributors'
    Copyright              = 'Copyright (c) CondaEnv contributors. MIT licence.'
    Description            = 'Records, exports, compares and audits conda, mamba, micromamba and pixi environments from their own files, without conda, Python or a network. Inspecting an environment never changes it.'

    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Desktop', 'Core')

    TypesToProcess         = @('module/CondaEnv.Types.ps1xml')
    FormatsToProcess       = @('module/CondaEnv.Format.ps1xml')

    CmdletsToExport        = @('Compare-CondaEnv', 'Export-CondaEnv', 'Find-CondaEnvFileIssue', 'Find-CondaEnvIssue', 'Get-CondaEnv', 'Get-CondaEnvHistory', 'Get-CondaExportFormat', 'Get-CondaPackage', 'Get-CondaPackageDependency', 'Get-CondaPackageFile', 'Import-CondaEnvFile', 'Measure-CondaEnv', 'New-CondaEnv', 'Remove-CondaEnv', 'Save-CondaEnvRecord', 'Test-CondaEnv', 'Test-CondaEnvFile', 'Update-CondaEnv')
    FunctionsToExport      = @()
    AliasesToExport        = @()
    VariablesToExport      = @()

    PrivateData            = @{
        PSData = @{
            Tags         = @('conda', 'mamba', 'micromamba', 'pixi', 'python', 'pip', 'environment', 'export', 'reproducibility', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://opensource.org/license/mit'
            ProjectUri   = 'https://github.com/condaenv/CondaEnv'
            ReleaseNotes = 'https://github.com/condaenv/CondaEnv/blob/main/CHANGELOG.md'
        }
    }
}
