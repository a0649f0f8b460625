namespace Railhead.ObjectStore;

/// <summary>
/// Computes the CRC of two concatenated pieces from the CRC of each: polynomial arithmetic over GF(2), with the CRCs' reversed bits.
/// </summary>
static class CrcMath
{
    /// <summary>The CRC of A followed by B; for CRCs that start and end with all bits inverted, so that the CRC of nothing is 0.</summary>
    public static ulong Append(ChecksumAlgorithm algorithm, ulong crcOfA, ulong crcOfB, long lengthOfB)
    {
        var top = 1UL << (8 * algorithm.Length - 1);
        // x to the power of 8·length by repeated squaring; "top" is x⁰ and top >> 1 is x¹.
        var (power, square) = (top, top >> 8);
        for (var n = lengthOfB; n > 0; n >>= 1)
        {
            if ((n & 1) == 1)
            {
                power = Multiply(power, square, top, algorithm.Polynomial);
            }

            square = Multiply(square, square, top, algorithm.Polynomial);
        }

        return Multiply(crcOfA, power, top, algorithm.Polynomial) ^ crcOfB;
    }

    static ulong Multiply(ulong a, ulong b, ulong top, ulong polynomial)
    {
        var product = 0UL;
        for (; a != 0; a = (a & (top - 1)) << 1)
        {
            if ((a & top) != 0)
            {
                product ^= b;
            }

            b = (b & 1) == 1 ? (b >> 1) ^ polynomial : b >> 1;
        }

        return product;
    }
}
