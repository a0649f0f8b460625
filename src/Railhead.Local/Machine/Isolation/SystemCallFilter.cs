using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Railhead.Local;

/// <summary>
/// The system calls that processes behind walls may not make: an allowance list would break apps, so it is a list of what no app needs.
/// It follows the default profile of container engines: kernel modules, keys, mounts, namespaces, clocks, tracing of the kernel.
/// The format is seccomp's (<c>linux/seccomp.h</c>, <c>linux/filter.h</c>).
/// </summary>
public static class SystemCallFilter
{
    const uint Allow = 0x7fff0000,
        Errno = 0x00050000,
        NotPermitted = 1,
        NotImplemented = 38;

    const ushort Load = 0x20,
        JumpIfEqual = 0x15,
        JumpIfSet = 0x45,
        JumpIfAtLeast = 0x35,
        Return = 0x06;

    // Offsets in struct seccomp_data; low halves of the arguments, on machines with the low half first.
    const uint Number = 0,
        Machine = 4,
        FirstArgument = 16,
        SecondArgument = 24;

    const uint NewUserNamespace = 0x10000000,
        InjectInput = 0x5412,
        ConsoleControl = 0x541C,
        X32 = 0x40000000;

    /// <summary>Since Linux 5.1 a call has the same number on every machine.</summary>
    static readonly uint[] NewMounts = [428, 429, 430, 431, 432, 433, 442];

    const uint Clone3 = 435;

    // acct, add_key, bpf, clock_settime, delete_module, finit_module, init_module, kexec_file_load, kexec_load, keyctl, mount,
    // name_to_handle_at, open_by_handle_at, perf_event_open, pivot_root, quotactl, reboot, request_key, setns, settimeofday, swapoff,
    // swapon, syslog, umount2, unshare, userfaultfd, vhangup
    static readonly uint[] DeniedOnX64 =
    [
        163,
        248,
        321,
        227,
        176,
        313,
        175,
        320,
        246,
        250,
        165,
        303,
        304,
        298,
        155,
        179,
        169,
        249,
        308,
        164,
        168,
        167,
        103,
        166,
        272,
        323,
        153,
    ];
    static readonly uint[] DeniedOnArm64 =
    [
        89,
        217,
        280,
        112,
        106,
        273,
        105,
        294,
        104,
        219,
        40,
        264,
        265,
        241,
        41,
        60,
        142,
        218,
        268,
        170,
        225,
        224,
        116,
        39,
        97,
        282,
        58,
    ];

    /// <summary>Null for a machine whose numbers are not known here.</summary>
    public static byte[]? For(Architecture machine) =>
        machine switch
        {
            Architecture.X64 => Program(0xC000003E, DeniedOnX64, ioctl: 16, clone: 56),
            Architecture.Arm64 => Program(0xC00000B7, DeniedOnArm64, ioctl: 29, clone: 220),
            _ => null,
        };

    static byte[] Program(uint machine, uint[] denied, uint ioctl, uint clone)
    {
        List<(ushort Code, byte True, byte False, uint Value)> lines =
        [
            (Load, 0, 0, Machine),
            // 32-bit programs have other numbers.
            (JumpIfEqual, 1, 0, machine),
            (Return, 0, 0, Errno | NotImplemented),
            (Load, 0, 0, Number),
            (JumpIfAtLeast, 0, 1, X32),
            (Return, 0, 0, Errno | NotImplemented),
            // The C library then takes clone, whose flags can be looked at.
            (JumpIfEqual, 0, 1, Clone3),
            (Return, 0, 0, Errno | NotImplemented),
        ];
        foreach (var call in (uint[])[.. denied, .. NewMounts])
        {
            lines.Add((JumpIfEqual, 0, 1, call));
            lines.Add((Return, 0, 0, Errno | NotPermitted));
        }

        lines.AddRange([
            (JumpIfEqual, 0, 4, clone),
            (Load, 0, 0, FirstArgument),
            (JumpIfSet, 0, 1, NewUserNamespace),
            (Return, 0, 0, Errno | NotPermitted),
            (Return, 0, 0, Allow),
            (JumpIfEqual, 0, 4, ioctl),
            (Load, 0, 0, SecondArgument),
            (JumpIfEqual, 1, 0, InjectInput),
            (JumpIfEqual, 0, 1, ConsoleControl),
            (Return, 0, 0, Errno | NotPermitted),
            (Return, 0, 0, Allow),
        ]);
        var bytes = new byte[lines.Count * 8];
        foreach (var (i, line) in lines.Index())
        {
            var place = bytes.AsSpan(i * 8);
            BinaryPrimitives.WriteUInt16LittleEndian(place, line.Code);
            place[2] = line.True;
            place[3] = line.False;
            BinaryPrimitives.WriteUInt32LittleEndian(place[4..], line.Value);
        }

        return bytes;
    }
}
