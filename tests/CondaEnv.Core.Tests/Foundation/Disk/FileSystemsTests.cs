using CondaEnv.Foundation.Disk;
using Xunit;

namespace CondaEnv.Tests.Foundation.Disk;

public sealed class FileSystemsTests
{
    private const string Mounts = """
        overlay / overlay rw,relatime,lowerdir=/a:/b 0 0
        /dev/sda1 /data ext4 rw,noatime 0 0
        /dev/sda2 /data/strict ext4 rw,strictatime 0 0
        /dev/sda3 /with\040blank xfs rw,nodev,noatime 0 0
        /dev/sda4 /cd iso9660 ro,relatime 0 0
        /dev/sda5 /twice ext4 rw,noatime 0 0
        /dev/sda6 /twice ext4 rw,relatime 0 0
        """;

    [Theory]
    [InlineData("/home/me/env", true)]
    [InlineData("/data", false)]
    [InlineData("/data/env", false)]
    [InlineData("/database/env", true)]
    [InlineData("/data/strict/env", true)]
    [InlineData("/with blank/env", false)]
    [InlineData("/cd/env", false)]
    [InlineData("/twice/env", true)]
    public void Access_times_are_kept_as_the_mount_says(string path, bool kept) => Assert.Equal(kept, FileSystems.KeepsAccessTimes(Mounts, path));

    [Fact]
    public void Without_a_mount_nothing_is_known() => Assert.False(FileSystems.KeepsAccessTimes("", "/home"));

    [Theory]
    [InlineData("btrfs", true)]
    [InlineData("xfs", true)]
    [InlineData("apfs", true)]
    [InlineData("ReFS", true)]
    [InlineData("ext4", false)]
    [InlineData("ext2", false)]
    [InlineData("NTFS", false)]
    [InlineData(null, false)]
    public void Blocks_are_shared_on_some(string? type, bool shared) => Assert.Equal(shared, FileSystems.CanShareBlocksOn(type));

    [Fact]
    public void A_folder_that_is_not_there_has_no_type() => Assert.False(FileSystems.CanShareBlocks("/no/such/folder"));
}
