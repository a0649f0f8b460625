using Railhead.Model;

namespace Railhead.Local.Tests;

public sealed class PublicKeyTests
{
    // By ssh-keygen, with the fingerprints that "ssh-keygen -l" shows.
    const string Real = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIL1nzBOqFNAksiXfz1QWtvh5OMM9Mce9nIIB9MO7MDrs",
        RealPrint = "SHA256:3NFOmANhElb3iWZFf2oYWjK928gc8KZtlW/ciNwgJEg";

    [Theory]
    [InlineData("me@laptop\n")]
    [InlineData("")]
    [InlineData("a comment \u001b[31m with everything \"restrict\" ,command=\"id\"\r\n\r\n")]
    public void A_key_is_its_type_and_its_bytes_and_nothing_of_its_comment(string rest)
    {
        var key = PublicKey.Parse($"\ufeff  {Real}\t{rest}");
        Assert.Equal(Real, $"{key.Type} {key.Text}");
        Assert.Equal(RealPrint, key.Fingerprint);
    }

    [Theory]
    [InlineData("ecdsa-sha2-nistp256", "nistp256", 65)]
    [InlineData("ecdsa-sha2-nistp384", "nistp384", 97)]
    [InlineData("ecdsa-sha2-nistp521", "nistp521", 133)]
    public void Keys_on_the_three_curves_are_taken(string type, string curve, int length) =>
        Assert.Equal(type, PublicKey.Parse(Ecdsa(type, curve, length)).Type);

    [Fact]
    public void Keys_of_hardware_are_taken()
    {
        const string ed = "sk-ssh-ed25519@openssh.com",
            ec = "sk-ecdsa-sha2-nistp256@openssh.com";
        var application = KeyText.Field("ssh:");
        Assert.Equal(ed, PublicKey.Parse(KeyText.Of(ed, KeyText.Field(ed), KeyText.Field(new byte[32]), application)).Type);
        byte[] point = [4, .. new byte[64]];
        var text = KeyText.Of(ec, KeyText.Field(ec), KeyText.Field("nistp256"), KeyText.Field(point), application);
        Assert.Equal(ec, PublicKey.Parse(text).Type);
        Refused("RH3224", KeyText.Of(ed, KeyText.Field(ed), KeyText.Field(new byte[32])));
    }

    [Theory]
    [InlineData(2048, null)]
    [InlineData(3071, null)]
    [InlineData(16384, null)]
    [InlineData(2047, "RH3226")]
    [InlineData(1024, "RH3226")]
    [InlineData(16385, "RH3224")]
    public void Rsa_needs_2048_bits(int bits, string? code)
    {
        if (code is null)
        {
            Assert.Equal("ssh-rsa", PublicKey.Parse(KeyText.Rsa(bits)).Type);
        }
        else
        {
            Refused(code, KeyText.Rsa(bits));
        }
    }

    [Theory]
    [InlineData("RH3221", "")]
    [InlineData("RH3221", " \r\n\t\n")]
    [InlineData("RH3222", Real + "\n" + Real)]
    [InlineData("RH3222", Real + "\r" + Real)]
    [InlineData("RH3222", "# my key\n" + Real)]
    [InlineData("RH3223", "-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0\n-----END OPENSSH PRIVATE KEY-----\n")]
    [InlineData("RH3223", "-----BEGIN RSA PRIVATE KEY-----\nc2VjcmV0\n")]
    [InlineData("RH3223", "PuTTY-User-Key-File-3: ssh-ed25519\nc2VjcmV0\n")]
    [InlineData("RH3224", "---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n---- END SSH2 PUBLIC KEY ----\n")]
    [InlineData("RH3225", "command=\"id\" " + Real)]
    [InlineData("RH3225", "no-pty," + "x " + Real)]
    [InlineData("RH3225", "cert-authority\t" + Real)]
    [InlineData("RH3226", "ssh-dss AAAAB3NzaC1kc3MAAA==")]
    [InlineData("RH3224", "ssh-ed25519")]
    [InlineData("RH3224", "ssh-ed25519 AAAA!")]
    [InlineData("RH3224", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIL1nzBOq")]
    [InlineData("RH3224", "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIL1nzBOqFNAksiXfz1QWtvh5OMM9Mce9nIIB9MO7MDrs")]
    [InlineData("RH3224", "SSH-ED25519 AAAAC3NzaC1lZDI1NTE5AAAAIL1nzBOqFNAksiXfz1QWtvh5OMM9Mce9nIIB9MO7MDrs")]
    [InlineData("RH3224", "ssh-ed25519-cert-v01@openssh.com AAAAC3NzaC1lZDI1NTE5")]
    [InlineData("RH3224", "hello")]
    public void All_else_is_refused(string code, string text) => Refused(code, text);

    [Fact]
    public void A_key_with_more_or_less_than_its_fields_is_refused()
    {
        const string type = "ssh-ed25519";
        Refused("RH3224", KeyText.Of(type, KeyText.Field(type), KeyText.Field(new byte[31])));
        Refused("RH3224", KeyText.Of(type, KeyText.Field(type), KeyText.Field(new byte[32]), [0]));
        Refused("RH3224", KeyText.Of(type, KeyText.Field(type), [0x7f, 0xff, 0xff, 0xff, 1]));
        Refused("RH3224", KeyText.Of(type, KeyText.Field(type), [0xff, 0xff, 0xff, 0xff, 1]));
        Refused("RH3224", KeyText.Rsa(2048, exponent: 2));
        Refused("RH3224", KeyText.Rsa(2048, exponent: 1));
        Refused("RH3224", Ecdsa("ecdsa-sha2-nistp256", "nistp384", 97));
        Refused("RH3224", Ecdsa("ecdsa-sha2-nistp256", "", 65));
        Refused("RH3224", Ecdsa("ecdsa-sha2-nistp256", "nistp256", 33));
    }

    [Fact]
    public void A_private_key_is_not_repeated()
    {
        var error = Refused("RH3223", "-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0\n");
        Assert.DoesNotContain("c2VjcmV0", error.Message + error.Hint, StringComparison.Ordinal);
    }

    static string Ecdsa(string type, string curve, int length) =>
        KeyText.Of(type, KeyText.Field(type), KeyText.Field(curve), KeyText.Field([4, .. new byte[length - 1]]));

    static RailheadException Refused(string code, string text)
    {
        var error = Assert.Throws<RailheadException>(() => PublicKey.Parse(text));
        Assert.Equal(code, error.Code);
        return error;
    }
}
