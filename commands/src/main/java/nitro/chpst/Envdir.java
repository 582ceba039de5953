package nitro.chpst;

import java.util.List;

/** envdir: gives a program variables that are kept in files. */
public final class Envdir extends PlainTool {
    private static final String PAGE = """


            Becomes PROG, in the same process, with its environment changed by the files in
            DIR. The file NAME is the variable NAME:

                its first line, without trailing blanks, is the value;
                  a NUL in it becomes a newline
                a file of 0 bytes removes the variable
                  (one with an empty first line sets it to the empty string)
                names that begin with a dot are ignored

            So each setting of a service is a file, which can be changed without an editor,
            and whose mode says who may read it:

                mkdir env; echo 8080 >env/PORT; : >env/DEBUG
                #!/bin/sh
                exec envdir ./env webserver

            PROG is searched along the PATH of the caller, even if DIR sets another. A
            directory in DIR is an error here, but ignored by chpst -e.

            Exit status: 100 wrong usage; 111 DIR or a file in it could not be read, or
            PROG could not be executed, and nothing was started; otherwise that of PROG.
            """;

    public Envdir() {
        super("envdir DIR PROG [ARGUMENT ...]", 1, PAGE);
    }

    @Override
    void fill(Plan plan, List<String> words) {
        plan.environmentDirectory = new Plan.Directory(words.getFirst(), true);
    }
}
