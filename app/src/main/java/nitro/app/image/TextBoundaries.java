package nitro.app.image;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.text.BreakIterator;
import java.text.CharacterIterator;
import java.text.StringCharacterIterator;
import java.util.Locale;

/**
 * Where text may be broken: lines after blanks, as picocli needs it for its help, and characters with what is combined with
 * them, as JLine does. The JDK's own come with a locale, and that with all data of all locales.
 */
final class TextBoundaries extends BreakIterator {
    private static final int CHARACTERS = 0;
    private static final int ZERO_WIDTH_JOINER = 0x200d;

    private final boolean lines;
    private CharacterIterator text = new StringCharacterIterator("");
    private int current;

    TextBoundaries(boolean lines) {
        this.lines = lines;
    }

    @TargetClass(BreakIterator.class)
    @SuppressWarnings("unused")
    static final class Maker {
        @Substitute
        private static BreakIterator createBreakInstance(Locale locale, int type) {
            return new TextBoundaries(type != CHARACTERS);
        }
    }

    @Override
    public void setText(CharacterIterator newText) {
        text = newText;
        current = newText.getBeginIndex();
    }

    @Override
    public CharacterIterator getText() {
        return text;
    }

    @Override
    public int first() {
        current = text.getBeginIndex();
        return current;
    }

    @Override
    public int last() {
        current = text.getEndIndex();
        return current;
    }

    @Override
    public int current() {
        return current;
    }

    @Override
    public int next() {
        return following(current);
    }

    @Override
    public int next(int count) {
        int at = current;
        for (int i = 0; i < count && at != DONE; i++) {
            at = next();
        }
        for (int i = count; i < 0 && at != DONE; i++) {
            at = previous();
        }
        return at;
    }

    @Override
    public int previous() {
        int end = current;
        if (end <= text.getBeginIndex()) {
            return DONE;
        }
        int found = first();
        for (int at = found; at != DONE && at < end; at = next()) {
            found = at;
        }
        current = found;
        return found;
    }

    @Override
    public int following(int offset) {
        if (offset >= text.getEndIndex()) {
            return DONE;
        }
        int at = offset + 1;
        while (at < text.getEndIndex() && !isBoundary(text.setIndex(at - 1), text.setIndex(at))) {
            at++;
        }
        current = at;
        return at;
    }

    private boolean isBoundary(char before, char after) {
        if (lines) {
            return Character.isWhitespace(before) && !Character.isWhitespace(after);
        }
        return !Character.isLowSurrogate(after)
                && before != ZERO_WIDTH_JOINER
                && after != ZERO_WIDTH_JOINER
                && !combines(after);
    }

    private static boolean combines(char c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }
}
