# Completes nitro, nitroctl and the tools in fish: nitroctl completion fish | source, or a file where fish looks for one
# of the command's name.

# The words behind the command that are no options, up to the cursor.
function __nitro_words
    set -l takes $argv
    set -l skip 0
    for word in (commandline -opc)[2..-1]
        if test $skip = 1
            set skip 0
        else if contains -- $word $takes
            set skip 1
        else if not string match -q -- '-*' $word
            echo $word
        end
    end
end

# The options of nitroctl, with those of its logs, that have a value.
set -g __nitroctl_valued -t --sort --root -n --lines --since --until --grep

# The services that fit the command of nitroctl on the line.
function __nitroctl_services
    set -l words (__nitro_words $__nitroctl_valued)
    nitroctl completion services $words[1] 2>/dev/null
end

function __nitroctl_needs_command
    test (count (__nitro_words $__nitroctl_valued)) = 0
end

function __nitroctl_has_command
    set -l words (__nitro_words $__nitroctl_valued)
    test (count $words) -gt 0; and not contains -- $words[1] info rescan scan s Shutdown Reboot completion
end

# Whether the command of nitroctl is logs, which has options of its own.
function __nitroctl_logs
    set -l words (__nitro_words $__nitroctl_valued)
    test "$words[1]" = logs
end

# USER, or USER:GROUP:GROUP...
function __nitro_users
    set -l word (commandline -ct)
    if string match -q '*:*' -- $word
        set -l before (string replace -r ':[^:]*$' '' -- $word)
        for group in (__fish_complete_groups)
            echo $before:$group
        end
    else
        __fish_complete_users
    end
end

# The program behind the options and $argv[1] other words; $argv[2..] are the options with a value.
function __nitro_program
    set -l words (__nitro_words $argv[2..-1])
    test (count $words) -ge $argv[1]
end

# fish has some of its own for the names of other inits; as a file, this one is found before those.
if test (status filename) = -
    for command in halt poweroff reboot init
        complete -C "$command " >/dev/null
        complete -c $command -e
    end
end

for command in nitro nitroctl nitro-check halt poweroff reboot init dinit chpst setuidgid envuidgid envdir pgrphack setlock softlimit nitro-wait nitro-ready nitro-log nitro-tail sv
    complete -c $command -f
    complete -c $command -l help -d 'Print the help text'
    complete -c $command -l version -d 'Print the version'
end

complete -c nitro -l install -x -a '(__fish_complete_directories)' -d 'Make a link for each command'
complete -c nitro -l init -d 'Also make the names of an init'
complete -c nitro -l all -d 'Make a link for each name'
complete -c nitro -l completions -x -a '(__fish_complete_directories)' -d 'Also install the completions'
complete -c nitro -l man -x -a '(__fish_complete_directories)' -d 'Also install the manual pages'
complete -c nitro -a '(__fish_complete_directories)'

complete -c nitroctl -n 'not __nitroctl_logs' -s t -x -d 'Give up after this many seconds'
complete -c nitroctl -n 'not __nitroctl_logs' -s v -d 'Print each state on the way'
complete -c nitroctl -n 'not __nitroctl_logs' -l keep-waiting -d 'Wait however often it fails'
complete -c nitroctl -l json -d 'Print JSON'
complete -c nitroctl -n 'not __nitroctl_logs' -l dot -d 'Print the graph for Graphviz'
complete -c nitroctl -n 'not __nitroctl_logs' -l sort -x -a 'name failing uptime cpu memory' -d 'Order of list or top'
complete -c nitroctl -n 'not __nitroctl_logs' -l root -x -a '(__fish_complete_directories)' -d 'Directory to use as root'
for line in \
        'list:All services and their states' \
        'info:Numbers about nitro itself' \
        'rescan:Read the services directory again' \
        'up:Start, and do not wait' \
        'down:Stop, and do not wait' \
        'start:Start, and wait until it is ready' \
        'restart:Restart, and wait until it is ready' \
        'stop:Stop, and wait until it is down' \
        'fast-start:Start, and wait until run has been executed' \
        'fast-restart:Restart, and wait until run has been executed' \
        'fast-stop:Stop, and wait until it is being stopped' \
        'ready:Report that it is ready' \
        'wait-up:Wait until it is ready' \
        'wait-starting:Wait until run has been executed' \
        'wait-down:Wait until it is down' \
        'pause:Send STOP' \
        'cont:Send CONT' \
        'hup:Send HUP' \
        'alarm:Send ALRM' \
        'interrupt:Send INT' \
        'quit:Send QUIT' \
        'term:Send TERM' \
        'kill:Send KILL' \
        '1:Send USR1' \
        '2:Send USR2' \
        'pidof:Print its process id' \
        'check:Succeed if it has a process' \
        'events:Print each change of state' \
        'status:Everything known about it' \
        'why:What keeps it from running' \
        'graph:Who needs whom' \
        'logs:The last lines of its log' \
        'tree:Services below their loggers' \
        'shell:A prompt for these commands' \
        'top:All services on the whole screen' \
        'check-dir:Report mistakes in a services directory' \
        'Shutdown:Shut down' \
        'Reboot:Reboot' \
        'completion:Print completions for a shell'
    set -l pair (string split -m 1 : $line)
    complete -c nitroctl -n __nitroctl_needs_command -a $pair[1] -d $pair[2]
end
complete -c nitroctl -n __nitroctl_has_command -a '(__nitroctl_services)'
complete -c nitroctl -n 'contains completion (__nitro_words $__nitroctl_valued)' -a 'bash zsh fish'

complete -c nitro-check -l json -d 'Print JSON'
complete -c nitro-check -l root -x -a '(__fish_complete_directories)' -d 'Directory to use as root'
complete -c nitro-check -a '(__fish_complete_directories)'

for command in halt poweroff reboot
    complete -c $command -s f -d 'At once, without stopping services'
end
for command in halt poweroff
    complete -c $command -s w -d 'Only write the shutdown record'
    complete -c $command -s B -d 'Only write the boot record'
end

complete -c init -a '0\t"Shut down" 6\tReboot q\tRescan'

complete -c chpst -s u -x -a '(__nitro_users)' -d 'Run as USER:GROUP:GROUP'
complete -c chpst -s U -x -a '(__nitro_users)' -d 'Set UID and GID in the environment'
complete -c chpst -s b -x -d 'Argument 0'
complete -c chpst -s e -x -a '(__fish_complete_directories)' -d 'Variables from files'
complete -c chpst -s / -x -a '(__fish_complete_directories)' -d 'Change the root'
complete -c chpst -s C -x -a '(__fish_complete_directories)' -d 'Change the directory'
complete -c chpst -s n -x -d 'Add to nice'
complete -c chpst -s l -r -F -d 'Wait for a lock'
complete -c chpst -s L -r -F -d 'Take a lock or fail'
complete -c chpst -s m -x -d 'Limit memory'
complete -c chpst -s d -x -d 'Limit data'
complete -c chpst -s o -x -d 'Limit descriptors'
complete -c chpst -s p -x -d 'Limit processes'
complete -c chpst -s f -x -d 'Limit the size of files'
complete -c chpst -s c -x -d 'Limit core files'
complete -c chpst -s r -x -d 'Limit resident memory'
complete -c chpst -s t -x -d 'Limit CPU time'
complete -c chpst -s v -d 'Report each change'
complete -c chpst -s V -d 'Print the version'
complete -c chpst -s P -d 'New session'
complete -c chpst -s 0 -d 'Close stdin'
complete -c chpst -s 1 -d 'Close stdout'
complete -c chpst -s 2 -d 'Close stderr'
complete -c chpst -l no-new-privs -d 'No program may gain privileges'
complete -c chpst -l caps -x -d 'Keep these capabilities'
complete -c chpst -l oom-score-adj -x -d 'Kill sooner or later when memory runs out'
complete -c chpst -l umask -x -d 'Mask of file modes'
complete -c chpst -l cpus -x -d 'Run on these processors'
complete -c chpst -l ionice -x -a 'idle best-effort realtime' -d 'Class of input and output'
complete -c chpst -l env-file -r -F -d 'Variables from a file'
complete -c chpst -l parent-death-signal -x -a 'TERM KILL HUP INT QUIT USR1 USR2' -d 'When the parent dies'
complete -c chpst -a '(__fish_complete_subcommand -u -U -b -e -/ -C -n -l -L -m -d -o -p -f -c -r -t --caps \
    --oom-score-adj --umask --cpus --ionice --env-file --parent-death-signal)'

for command in setuidgid envuidgid
    complete -c $command -n 'not __nitro_program 1' -a '(__nitro_users)'
    complete -c $command -n '__nitro_program 1' -a '(__fish_complete_subcommand --fcs-skip=2)'
end
complete -c envdir -n 'not __nitro_program 1' -a '(__fish_complete_directories)'
complete -c envdir -n '__nitro_program 1' -a '(__fish_complete_subcommand --fcs-skip=2)'
complete -c pgrphack -a '(__fish_complete_subcommand)'

complete -c setlock -s n -d 'Fail if it is locked'
complete -c setlock -s N -d 'Wait for the lock'
complete -c setlock -s x -d 'Exit 0 if it cannot be locked'
complete -c setlock -s X -d 'Fail if it cannot be locked'
complete -c setlock -n 'not __nitro_program 1' -F
complete -c setlock -n '__nitro_program 1' -a '(__fish_complete_subcommand --fcs-skip=2)'

complete -c softlimit -s a -x -d 'Limit data, stack, locked and all memory'
complete -c softlimit -s c -x -d 'Limit core files'
complete -c softlimit -s d -x -d 'Limit data'
complete -c softlimit -s f -x -d 'Limit the size of files'
complete -c softlimit -s l -x -d 'Limit locked memory'
complete -c softlimit -s m -x -d 'Limit data, stack, locked and all memory'
complete -c softlimit -s o -x -d 'Limit descriptors'
complete -c softlimit -s p -x -d 'Limit processes'
complete -c softlimit -s r -x -d 'Limit resident memory'
complete -c softlimit -s s -x -d 'Limit the stack'
complete -c softlimit -s t -x -d 'Limit CPU time'
complete -c softlimit -a '(__fish_complete_subcommand -a -c -d -f -l -m -o -p -r -s -t)'

function __nitro_conditions
    set -l word (commandline -ct)
    if string match -q 'service:*=*' -- $word
        set -l before (string replace -r '=.*' '=' -- $word)
        string replace -r '^' $before (nitroctl completion states 2>/dev/null)
    else if string match -q 'service:*' -- $word
        string replace -r '^' service: (nitroctl completion services list 2>/dev/null)
    else
        string split ' ' 'tcp: unix: http:// file: gone: exec: service: pid:'
    end
end

for command in nitro-wait nitro-ready
    complete -c $command -s t -x -d 'Time limit'
    complete -c $command -s i -x -d 'Pause between attempts'
    complete -c $command -a '(__nitro_conditions)'
end
complete -c nitro-wait -l any -d 'One condition is enough'
complete -c nitro-ready -s d -x -d 'Descriptor to report on'
complete -c nitro-ready -l sd-notify -d 'Ready on READY=1, as for systemd'
complete -c nitro-ready -l line -x -d 'Ready at a line of its output'
complete -c nitro-log -s t -d 'TAI64N before each line'
complete -c nitro-log -o tt -d 'The time in UTC before each line'
complete -c nitro-log -o ttt -d 'The time in UTC with a T'
complete -c nitro-log -l iso -d 'The time as in RFC 3339 before each line'
complete -c nitro-log -l json -d 'JSON objects in place of lines'
complete -c nitro-log -l service -x -d 'Name in objects'
complete -c nitro-log -l stream -x -d 'Name in objects'
complete -c nitro-log -l size -x -d 'Size at which to rotate'
complete -c nitro-log -l age -x -d 'Age at which to rotate'
complete -c nitro-log -l keep -x -d 'Number of files to keep'
complete -c nitro-log -l total -x -d 'Bytes of all files together'
complete -c nitro-log -l gzip -d 'Compress rotated files'
complete -c nitro-log -l grep -x -d 'Only lines with a match'
complete -c nitro-log -l echo -d 'Copy to standard output'
complete -c nitro-log -s l -x -d 'Bytes that patterns look at'
complete -c nitro-log -s r -x -d 'Replace unprintable bytes by this'
complete -c nitro-log -s R -x -d 'Replace these too'
complete -c nitro-log -s b -x -d 'Bytes to read at once'
complete -c nitro-log -s v -d 'Report what is done'
complete -c nitro-log -a '(__fish_complete_directories)'

for tail in '-c nitro-tail' '-c nitroctl -n __nitroctl_logs'
    set -l tail (string split ' ' -- $tail)
    complete $tail -s f -l follow -d 'Follow new lines'
    complete $tail -s n -l lines -x -d 'The last lines of each log'
    complete $tail -l since -x -d 'Only lines since this time'
    complete $tail -l until -x -d 'Only lines before this time'
    complete $tail -l grep -x -d 'Only lines with this'
end
complete -c nitro-tail -l json -d 'Print objects'
complete -c nitro-tail -F -a '(nitroctl completion services list 2>/dev/null)'

complete -c sv -s v -d 'Wait for the effect'
complete -c sv -s w -x -d 'Time limit in seconds'
complete -c sv -a 'status up down start stop restart check reload'
