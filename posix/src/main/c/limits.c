/* The limits of memory that start.c has raised for ourselves: what we execute gets those that we were given. */
#define _GNU_SOURCE
#include "nitro.h"

static int same(const struct rlimit *a, const struct rlimit *b) {
    return a->rlim_cur == b->rlim_cur && a->rlim_max == b->rlim_max;
}

static int is_raised(const struct nitro_limit *of) { return of->raised.rlim_cur != 0; }

/* Not if somebody else has changed it since. */
static void change(const struct nitro_limit *of, const struct rlimit *from, const struct rlimit *to) {
    struct rlimit now;
    if (is_raised(of) && getrlimit(of->resource, &now) == 0 && same(&now, from))
        setrlimit(of->resource, to);
}

/* Before execve. Changes nothing but limits: the child of vfork calls it too. */
void nitro_return_limits(void) {
    for (int i = 0; i < NITRO_LIMITS; i++)
        change(&nitro_limits[i], &nitro_limits[i].raised, &nitro_limits[i].given);
}

/* Nothing was executed. A hard limit stays as it is if we are not allowed to raise it any more. */
void nitro_borrow_limits(void) {
    for (int i = 0; i < NITRO_LIMITS; i++)
        change(&nitro_limits[i], &nitro_limits[i].given, &nitro_limits[i].raised);
}

/* As getrlimit, of what a program that we execute gets. */
int nitro_given_limit(int resource, struct rlimit *found) {
    if (getrlimit(resource, found))
        return -1;
    for (int i = 0; i < NITRO_LIMITS; i++)
        if (nitro_limits[i].resource == resource && is_raised(&nitro_limits[i]) && same(found, &nitro_limits[i].raised))
            *found = nitro_limits[i].given;
    return 0;
}
