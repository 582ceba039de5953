package nitro.log.read;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A zone's rule as POSIX writes it in TZ, such as {@code CET-1CEST,M3.5.0,M10.5.0/3}: what holds in all years to come.
 *
 * @param standard seconds east of Greenwich in winter
 * @param summer the same in summer; that of winter if there is none
 */
record ZoneRule(int standard, int summer, Change begin, Change end) {
    /** When in a year the offset changes, by local time before the change. */
    private record Change(String day, int seconds) {
        /** Seconds since 1970, as if local time were UTC. */
        long in(int year) {
            return date(year).toEpochDay() * DAY_S + seconds;
        }

        private LocalDate date(int year) {
            if (day.startsWith("J")) { // 29 February is never counted
                int number = Integer.parseInt(day.substring(1));
                boolean later = LocalDate.of(year, 1, 1).isLeapYear() && number >= 60;
                return LocalDate.ofYearDay(year, later ? number + 1 : number);
            }
            if (!day.startsWith("M")) {
                return LocalDate.of(year, 1, 1).plusDays(Integer.parseInt(day));
            }
            String[] parts = day.substring(1).split("\\.", -1);
            LocalDate month = LocalDate.of(year, Integer.parseInt(parts[0]), 1);
            int week = Integer.parseInt(parts[1]);
            int sundayIsNull = Integer.parseInt(parts[2]);
            DayOfWeek weekday = DayOfWeek.of(sundayIsNull == 0 ? 7 : sundayIsNull);
            return month.with(TemporalAdjusters.dayOfWeekInMonth(week == 5 ? -1 : week, weekday));
        }
    }

    private static final long DAY_S = 86_400;
    private static final int HOUR_S = 3600;
    private static final String NAME = "(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]+>)";
    private static final String TIME = "([+-]?[0-9]{1,3}(?::[0-9]{2}){0,2})";
    private static final String DATE = "(M(?:1[0-2]|[1-9])\\.[1-5]\\.[0-6]|J?[0-9]{1,3})(?:/" + TIME + ")?";
    private static final String RULE = NAME + TIME + "(?:" + NAME + TIME + "?(?:," + DATE + "," + DATE + ")?)?";

    /** The rule, or null if it is none. */
    static @Nullable ZoneRule parse(String text) {
        Matcher found = Pattern.compile(RULE).matcher(text);
        if (!found.matches()) {
            return null;
        }
        int standard = -seconds(found.group(1), 0);
        boolean summer = found.end(1) < text.length();
        ZoneRule rule = new ZoneRule(
                standard,
                !summer ? standard : found.group(2) == null ? standard + HOUR_S : -seconds(found.group(2), 0),
                change(found.group(3), found.group(4), "M3.2.0"),
                change(found.group(5), found.group(6), "M11.1.0"));
        try {
            rule.offsetAt(0);
            return rule;
        } catch (DateTimeException e) {
            return null; // a day that no year has, as J400
        }
    }

    private static Change change(@Nullable String day, @Nullable String time, String otherwise) {
        return new Change(day == null ? otherwise : day, seconds(time, 2 * HOUR_S));
    }

    private static int seconds(@Nullable String time, int otherwise) {
        if (time == null) {
            return otherwise;
        }
        boolean negative = time.startsWith("-");
        int seconds = 0;
        int unit = HOUR_S;
        for (String part : (negative || time.startsWith("+") ? time.substring(1) : time).split(":", -1)) {
            seconds += Integer.parseInt(part) * unit;
            unit /= 60;
        }
        return negative ? -seconds : seconds;
    }

    /** Seconds east of Greenwich at a moment, in seconds since 1970. */
    int offsetAt(long seconds) {
        if (summer == standard) {
            return standard;
        }
        int year = LocalDateTime.ofEpochSecond(seconds + standard, 0, ZoneOffset.UTC)
                .getYear();
        long from = begin.in(year) - standard;
        long to = end.in(year) - summer;
        boolean inSummer = from < to ? seconds >= from && seconds < to : seconds >= from || seconds < to;
        return inSummer ? summer : standard;
    }
}
