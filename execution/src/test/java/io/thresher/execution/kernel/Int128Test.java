package io.thresher.execution.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** 128-bit arithmetic against BigInteger, with operands of every length, as carries and signs go wrong at the edges. */
class Int128Test {
    private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(127);
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    private BigInteger random() {
        BigInteger value = new BigInteger(random.nextInt(128), random);
        switch (random.nextInt(6)) {
            case 0 -> value = BigInteger.ONE.shiftLeft(random.nextInt(127)).subtract(BigInteger.ONE);
            case 1 -> value = BigInteger.ONE.shiftLeft(random.nextInt(127));
            default -> {}
        }
        return random.nextBoolean() ? value.negate() : value;
    }

    private static Int128 of(BigInteger value) {
        Int128 register = new Int128();
        assertThat(register.set(value)).isTrue();
        return register;
    }

    private static boolean fits(BigInteger value) {
        return value.abs().compareTo(LIMIT) < 0;
    }

    @Test
    void addsSubtractsMultipliesAndCompares() {
        for (int i = 0; i < 200_000; i++) {
            BigInteger x = random();
            BigInteger y = random();
            Int128 b = of(y);
            Int128 sum = of(x);
            boolean good = sum.add(b.high(), b.low());
            assertThat(good)
                    .as("seed %s, %s + %s", seed, x, y)
                    .isEqualTo(fits(x.add(y)) || x.add(y).equals(LIMIT.negate()));
            Int128 difference = of(x);
            boolean differs = difference.subtract(b.high(), b.low());
            assertThat(differs).isEqualTo(fits(x.subtract(y)) || x.subtract(y).equals(LIMIT.negate()));
            Int128 product = of(x);
            boolean multiplies = product.multiply(b.high(), b.low());
            assertThat(multiplies).as("seed %s, %s * %s", seed, x, y).isEqualTo(fits(x.multiply(y)));
            if (good) {
                assertThat(sum.toBigInteger()).isEqualTo(x.add(y));
            }
            if (differs) {
                assertThat(difference.toBigInteger()).isEqualTo(x.subtract(y));
            }
            if (multiplies) {
                assertThat(product.toBigInteger())
                        .as("seed %s, %s * %s", seed, x, y)
                        .isEqualTo(x.multiply(y));
            }
            assertThat(Integer.signum(of(x).compare(b.high(), b.low()))).isEqualTo(x.compareTo(y));
        }
    }

    @Test
    void dividesTowardsZeroAndHalfUp() {
        for (int i = 0; i < 200_000; i++) {
            BigInteger x = random();
            BigInteger y =
                    random.nextBoolean() ? random() : BigInteger.valueOf(random.nextLong() >> random.nextInt(63));
            if (y.signum() == 0) {
                continue;
            }
            Int128 divisor = of(y);
            Int128 quotient = of(x);
            quotient.divide(divisor.high(), divisor.low());
            assertThat(quotient.toBigInteger())
                    .as("seed %s, %s / %s", seed, x, y)
                    .isEqualTo(x.divide(y));
            Int128 rounded = of(x);
            rounded.divideHalfUp(divisor.high(), divisor.low());
            assertThat(rounded.toBigInteger())
                    .as("seed %s, %s / %s", seed, x, y)
                    .isEqualTo(new java.math.BigDecimal(x)
                            .divide(new java.math.BigDecimal(y), 0, java.math.RoundingMode.HALF_UP)
                            .toBigInteger());
        }
    }

    @Test
    void knowsItsDigits() {
        for (int precision = 1; precision <= 38; precision++) {
            BigInteger limit = BigInteger.TEN.pow(precision);
            assertThat(of(limit.subtract(BigInteger.ONE)).hasDigits(precision)).isTrue();
            assertThat(of(BigInteger.ONE.subtract(limit)).hasDigits(precision)).isTrue();
            assertThat(of(limit).hasDigits(precision)).as("10^%s", precision).isFalse();
            assertThat(of(limit.negate()).hasDigits(precision)).isFalse();
        }
    }

    @Test
    void scalesByPowersOfTen() {
        for (int exponent = 0; exponent <= 37; exponent++) {
            Int128 value = of(BigInteger.valueOf(-7));
            assertThat(value.scaleUp(exponent)).isTrue();
            assertThat(value.toBigInteger())
                    .isEqualTo(BigInteger.TEN.pow(exponent).multiply(BigInteger.valueOf(-7)));
            value.scaleDown(exponent);
            assertThat(value.toBigInteger()).isEqualTo(BigInteger.valueOf(-7));
        }
        Int128 five = of(BigInteger.valueOf(-15));
        five.scaleDown(1);
        assertThat(five.toBigInteger()).isEqualTo(BigInteger.valueOf(-2));
    }
}
