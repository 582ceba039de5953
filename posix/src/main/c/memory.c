/*
 * Memory for a process that sleeps for years. What was read of the binary and of its heap stays mapped for good, most of
 * it once for the start, and most of that only because the kernel maps what lies around; a collection does the same.
 * So when we go to sleep we let go of it: the kernel keeps the file in its cache, and what is needed again comes back
 * from there, 64 KiB at a time.
 */
#define _GNU_SOURCE
#include "nitro.h"
#include <elf.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>

/* Pages that must have come before it is worth it. */
enum { MANY = 256, RANGES = 16 };

static struct {
    void *start;
    size_t size;
} ranges[RANGES];

extern const Elf64_Ehdr __ehdr_start;

/*
 * Finds what is mapped of files and cannot be written to. Nothing without /proc, nor in a program whose place is decided
 * at run time: there, what cannot be written to any more has been, with addresses.
 */
static int find_ranges(void) {
    int count = 0;
    FILE *maps = __ehdr_start.e_type == ET_EXEC ? fopen("/proc/self/maps", "re") : NULL;
    if (!maps)
        return 0;
    unsigned long start, end, inode;
    char access[5];
    while (count < RANGES && fscanf(maps, "%lx-%lx %4s %*x %*s %lu%*[^\n]", &start, &end, access, &inode) == 4)
        if (inode && access[1] == '-') {
            ranges[count].start = (void *)start;
            ranges[count++].size = end - start;
        }
    fclose(maps);
    return count;
}

/*
 * To be called before a long sleep. What came since a sleep with an end counts for the next one without an end as well:
 * else the last timers of a start would leave their pages behind, too few to be worth it by themselves.
 */
void nitro_trim(int endless) {
    static int count = -1;
    static long before_some, before_endless;
    struct rusage usage;
    if (getrusage(RUSAGE_SELF, &usage) || usage.ru_minflt - (endless ? before_endless : before_some) < MANY)
        return;
    if (count < 0)
        count = find_ranges();
    for (int i = 0; i < count; i++)
        madvise(ranges[i].start, ranges[i].size, MADV_DONTNEED);
    before_some = usage.ru_minflt;
    if (endless)
        before_endless = usage.ru_minflt;
}
