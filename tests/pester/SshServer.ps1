# An SSH server of the tests' own: its port, keys and settings in a folder of theirs, PowerShell as its subsystem.

# The server's program, which is seldom on a user's PATH.
function Find-SshServer {
    $paths = @((Get-Command sshd -CommandType Application -ErrorAction Ignore).Source) + '/usr/sbin/sshd', '/usr/local/sbin/sshd'
    $paths | Where-Object { $_ -and (Test-Path $_) } | Select-Object -First 1
}

function Enter-SshServer {
    param([string] $Folder)

    $null = New-Item $Folder -ItemType Directory
    foreach ($key in 'host', 'user') { ssh-keygen -q -t ed25519 -N '' -f "$Folder/$key" }
    Copy-Item "$Folder/user.pub" "$Folder/authorized_keys"
    chmod 700 $Folder

    # A port that was free a moment ago.
    $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $port = $listener.LocalEndpoint.Port
    $listener.Stop()

    # As root, sshd wants a folder that its service would have made.
    $separation = if ((id -u) -eq 0 -and -not (Test-Path /run/sshd)) { (New-Item /run/sshd -ItemType Directory).FullName }
    Set-Content "$Folder/sshd_config" @(
        "Port $port", 'ListenAddress 127.0.0.1', "HostKey `"$Folder/host`"", "PidFile `"$Folder/pid`"", "AuthorizedKeysFile `"$Folder/authorized_keys`""
        'PasswordAuthentication no', 'KbdInteractiveAuthentication no', 'UsePAM no', 'StrictModes no', 'PermitRootLogin prohibit-password'
        "Subsystem powershell $((Get-Process -Id $PID).Path) -sshs -NoLogo -NoProfile")
    $process = Start-Process (Find-SshServer) -ArgumentList '-D', '-e', '-f', "`"$Folder/sshd_config`"" -PassThru -RedirectStandardError "$Folder/log"
    [pscustomobject]@{ Process = $process; Port = $port; Folder = $Folder; Separation = $separation }
}

function Connect-SshServer {
    param($Server)

    $arguments = @{
        HostName = '127.0.0.1'; Port = $Server.Port; UserName = [Environment]::UserName; KeyFilePath = "$($Server.Folder)/user"
        Options = @{ StrictHostKeyChecking = 'no'; UserKnownHostsFile = '/dev/null'; IdentitiesOnly = 'yes'; LogLevel = 'ERROR' }
    }
    # The server may need a moment to listen.
    for ($try = 1; ; $try++) {
        try {
            return New-PSSession @arguments -ErrorAction Stop
        } catch {
            if ($try -ge 10) { throw "$_ $(Get-Content "$($Server.Folder)/log" -Raw)" }
            Start-Sleep -Milliseconds 300
        }
    }
}

function Exit-SshServer {
    param($Server)

    Stop-Process -Id $Server.Process.Id
    if ($Server.Separation) { Remove-Item $Server.Separation }
}
