namespace Railhead.Aws.Tests;

/// <summary>What the build does with the findings of a scan.</summary>
public sealed class BuildScanTests : IDisposable
{
    readonly ScriptFixture _build = BuildScriptTests.Fixture();

    public void Dispose() => _build.Dispose();

    const string Basic =
        """{"imageScanStatus":{"status":"COMPLETE"},"imageScanFindings":{"findings":[{"name":"CVE-9","severity":"CRITICAL","attributes":[{"key":"package_version","value":"3"},{"key":"package_name","value":"openssl"}]}]}}""";

    const string Enhanced =
        """{"imageScanStatus":{"status":"ACTIVE"},"imageScanFindings":{"enhancedFindings":[{"severity":"CRITICAL","fixAvailable":"YES","packageVulnerabilityDetails":{"vulnerabilityId":"CVE-9"}}]}}""";

    [Theory]
    [InlineData(Basic, "exit 1")]
    [InlineData(Basic, "printf 'libssl3 openssl\\nzlib1g zlib\\n'")]
    [InlineData(
        """{"imageScanStatus":{"status":"COMPLETE"},"imageScanFindings":{"findings":[{"name":"CVE-9","severity":"CRITICAL"}]}}""",
        ""
    )]
    [InlineData(Enhanced, "exit 1")]
    [InlineData(
        """{"imageScanStatus":{"status":"ACTIVE"},"imageScanFindings":{"enhancedFindings":[{"severity":"CRITICAL","packageVulnerabilityDetails":{"vulnerabilityId":"CVE-9"}}]}}""",
        ""
    )]
    public void A_critical_finding_that_may_have_a_fix_stops_the_release_unless_it_was_accepted(string findings, string packages)
    {
        Scan(findings);
        _build.Answer("docker-run---rm", packages);
        var (code, words) = _build.Run();
        Assert.NotEqual(0, code);
        Assert.Contains("shop/staging/app:abc has critical findings, so it is not released: CVE-9", words, StringComparison.Ordinal);
        _build.Variables["ACCEPTED_FINDINGS"] = "CVE-8 CVE-9";
        Assert.Equal(0, _build.Run().Code);
    }

    [Theory]
    [InlineData(Basic, "")]
    [InlineData(Basic, "echo zlib1g zlib")]
    [InlineData(
        """{"imageScanStatus":{"status":"ACTIVE"},"imageScanFindings":{"enhancedFindings":[{"severity":"CRITICAL","fixAvailable":"NO","packageVulnerabilityDetails":{"vulnerabilityId":"CVE-9"}}]}}""",
        "exit 1"
    )]
    public void A_critical_finding_without_a_fix_is_named_and_stops_nothing(string findings, string packages)
    {
        Scan(findings);
        _build.Answer("docker-run---rm", packages);
        var (code, words) = _build.Run();
        Assert.True(code == 0, words);
        Assert.Contains(
            "shop/staging/app: critical findings without a fix, which do not stop the release: CVE-9\n",
            words,
            StringComparison.Ordinal
        );
    }

    /// <summary>What the script asks in an image, asked on this machine, which has apt.</summary>
    [Fact]
    public void The_packages_with_a_fix_come_from_the_images_own_package_manager()
    {
        Scan(Basic);
        _build.Write("bin/apt-get", "#!/bin/sh\n");
        _build.Write("bin/apt", "#!/bin/sh\nprintf 'Listing...\\nlibssl3/stable-security 3.0.2 amd64 [upgradable from: 3.0.1]\\n'\n");
        _build.Write("bin/dpkg-query", "#!/bin/sh\necho \"$*\" >&2; shift 3; for p; do echo \"$p openssl\"; done\n");
        _build.Answer("docker-run---rm", "while [ $1 != -euc ]; do shift; done; /bin/sh -euc \"$2\"");
        var (code, words) = _build.Run();
        Assert.NotEqual(0, code);
        Assert.Contains("has critical findings, so it is not released: CVE-9", words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scan_is_waited_for()
    {
        _build.Answer(
            "aws-ecr-describe-image-scan-findings",
            """
            if [ "$(grep -c scan-findings "$calls")" -lt 3 ]; then echo ScanNotFoundException >&2; exit 254; fi
            echo '{"imageScanStatus":{"status":"COMPLETE"},"imageScanFindings":{}}'
            """
        );
        Assert.Equal(0, _build.Run().Code);
    }

    [Fact]
    public void A_failed_scan_stops_and_an_unknown_system_does_not()
    {
        Scan("""{"imageScanStatus":{"status":"FAILED","description":"internal"}}""");
        var (code, words) = _build.Run();
        Assert.True(code != 0 && words.Contains("ended with status FAILED: internal", StringComparison.Ordinal), words);
        Scan("""{"imageScanStatus":{"status":"FAILED","description":"UnsupportedImageError: The operating system is not supported"}}""");
        (code, words) = _build.Run();
        Assert.True(code == 0 && words.Contains("NOT SCANNED", StringComparison.Ordinal), words);
    }

    void Scan(string answer) => BuildScriptTests.Scan(_build, answer);
}
