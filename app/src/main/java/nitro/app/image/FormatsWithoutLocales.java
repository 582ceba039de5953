package nitro.app.image;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.util.Formatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@link String#format} with the numerals of {@link Locale#ROOT} and without fractions, dates and times. The JDK itself
 * formats its messages, and so any image holds all of java.text, java.time.format and the data of locales, calendars
 * and currencies: 4 MB.
 */
final class FormatsWithoutLocales {
    private static final int ZERO_PAD = 1 << 5;

    private FormatsWithoutLocales() {}

    @TargetClass(Formatter.class)
    @SuppressWarnings("unused")
    static final class Numerals {
        @Substitute
        private static char getZero(Locale locale) {
            return '0';
        }

        @Substitute
        private static char getDecimalSeparator(Locale locale) {
            return '.';
        }

        @Substitute
        private static char getGroupingSeparator(Locale locale) {
            return ',';
        }

        @Substitute
        private static char getMinusSign(Locale locale) {
            return '-';
        }
    }

    @TargetClass(className = "java.util.Formatter$FormatSpecifier")
    @SuppressWarnings("unused")
    static final class Specifier {
        @Substitute
        private void printFloat(Formatter formatter, Object argument, Locale locale) {
            throw new UnsupportedOperationException("the image formats no fractions");
        }

        @Substitute
        private void printDateTime(Formatter formatter, Object argument, Locale locale) {
            throw new UnsupportedOperationException("the image formats no dates");
        }

        /** Digits from {@code offset} on, with zeros before them up to the width; not in groups. */
        @Substitute
        private StringBuilder localizedMagnitude(
                Formatter formatter,
                @Nullable StringBuilder out,
                CharSequence digits,
                int offset,
                int flags,
                int width,
                Locale locale) {
            StringBuilder to = out == null ? new StringBuilder() : out;
            int begin = to.length();
            to.append(digits, offset, digits.length());
            if ((flags & ZERO_PAD) != 0 && to.length() < width) {
                to.insert(begin, "0".repeat(width - to.length()));
            }
            return to;
        }
    }
}
