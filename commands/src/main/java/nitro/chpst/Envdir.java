package nitro.chpst;

import java.util.List;

/** envdir: gives a program variables that are kept in files. */
public final class Envdir extends PlainTool {
    private static final String PAGE = """


            Becomes PROG, in the same process, with its environment changed by the files in
            DIR. The file NAME is the variable NAME:

                its first line, without blanks at the end, is the value;
                  a NUL in it becomes a newline
                a file of 0 bytes removes the variable
                  (one with an empty first line sets it to nothing)
                names that begin with a dot do not count

            So each setting of a service is a file, changed without an editor and readable
            by whom its mode says:

                mkdir env; echo 8080 >env/PORT; : >env/DEBUG
                #!/bin/sh
                exec envdir ./env webserver

            PROG is looked for by the PATH of the caller, also if DIR has another. A
            directory in DIR is an error here, and does not count for chpst -e.

            Exit status: 100 wrong usage; 111 DIR or a file in it could not be read, or
            PROG not be executed, and nothing was started; else that of PROG.
            """;

    public Envdir() {
        super("envdir DIR PROG [ARGUMENT ...]", 1, PAGE);
    }

    @Override
    void fill(Plan plan, List<String> words) {
        plan.environmentDirectory = new Plan.Directory(words.getFirst(), true);
    }
}
