/*
 * The scripts of the services in an empty root, where no shell is: it acts by the name it is called by, and by the
 * service's, which is its working directory's.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *service;

/* The lines of its input, until it ends. */
static int copy(void) {
    char line[4096];
    while (fgets(line, sizeof line, stdin)) {
        printf("%s: %s", service, line);
        fflush(stdout);
    }
    printf("%s ends\n", service);
    return 0;
}

/* More than any pipe holds, so that somebody must read it. */
static int flood(void) {
    static char much[1 << 20];
    memset(much, '.', sizeof much);
    fwrite(much, sizeof much, 1, stdout);
    return 0;
}

static int serve(void) {
    sigset_t term;
    int signal, open = 0;
    sigemptyset(&term);
    sigaddset(&term, SIGTERM);
    sigprocmask(SIG_BLOCK, &term, NULL);
    for (int fd = 0; fd < 1024; fd++)
        open += fcntl(fd, F_GETFD) >= 0;
    printf("%s: runs as user %d with %d descriptors, input ends: %d\n", service, (int)getuid(), open, getchar() == EOF);
    fflush(stdout);
    sigwait(&term, &signal);
    printf("%s: last words\n", service);
    return 0;
}

int main(int argc, char **argv) {
    char directory[4096];
    if (!getcwd(directory, sizeof directory))
        return 111;
    service = strrchr(directory, '/') + 1;
    if (!strcmp(service, "flood"))
        return flood();
    if (!strcmp(service, "logger"))
        return copy();
    if (!strcmp(argv[0], "run"))
        return serve();
    printf("%s: %s", service, argv[0]);
    for (int i = 1; i < argc; i++)
        printf(" %s", argv[i]);
    printf("\n");
    return 0;
}
