# Completes nitro, nitroctl and the tools in bash: eval "$(nitroctl completion bash)", or a file where bash-completion
# looks for one of the command's name.

# The blank-delimited word before the cursor. bash itself also breaks words behind : and = and before @, which are parts
# of ours.
_nitro_word() {
    local line=${COMP_LINE:0:COMP_POINT}
    word=${line##*[[:blank:]]}
}

# _nitro_offer CANDIDATE...: those that go on from the word, less what bash takes for earlier words.
_nitro_offer() {
    local candidate before=${word%"${word##*[:=]}"}
    [[ ${word#"$before"} == *@* ]] && before=${word%@*}
    for candidate; do
        if [[ $candidate == "$word"* && $candidate != "$before" ]]; then
            candidate=${candidate#"$before"}
            [[ $candidate == *[=:/@] ]] && compopt -o nospace
            COMPREPLY+=("$(printf %q "$candidate")")
        fi
    done
}

# _nitro_services COMMAND [PREFIX]: the services that fit a command of nitroctl.
_nitro_services() {
    local name rest
    while IFS=$'\t' read -r name rest; do
        _nitro_offer "${2-}$name"
    done < <(nitroctl completion services "$1" 2>/dev/null)
}

_nitro_paths() { # -f or -d
    local path
    compopt -o filenames
    while IFS= read -r path; do
        COMPREPLY+=("$path")
    done < <(compgen "$1" -- "$2")
}

# USER, or USER:GROUP:GROUP...
_nitro_users() {
    local name before=${word%:*}
    if [[ $word == *:* ]]; then
        for name in $(compgen -g); do _nitro_offer "$before:$name"; done
    else
        for name in $(compgen -u); do _nitro_offer "$name"; done
    fi
}

# NAME and, behind =, a state.
_nitro_conditions() {
    local state
    case $word in
        service:*=*)
            for state in DOWN SETUP STARTING UP ONESHOT SHUTDOWN RESTART FATAL DELAY BLOCKED DONE; do _nitro_offer "${word%%=*}=$state"; done ;;
        service:*) _nitro_services list service: ;;
        file:* | gone:* | unix:*) _nitro_paths -f "${word#*:}" ;;
        *) _nitro_offer tcp: unix: http:// file: gone: exec: service: pid: ;;
    esac
}

# The options of a command.
_nitro_options() {
    case $1 in
        nitro) options='--install --init --all --completions --man --help --version' ;;
        nitroctl) options='-t -v --keep-waiting --json --dot --sort --root --help --version' ;;
        nitro-check) options='--json --root --help --version' ;;
        halt | poweroff) options='-f -w -B --help --version' ;;
        reboot) options='-f --help --version' ;;
        chpst) options='-u -U -b -e -/ -C -n -l -L -m -d -o -p -f -c -r -t -v -V -P -0 -1 -2
            --no-new-privs --caps --oom-score-adj --umask --cpus --ionice --env-file --parent-death-signal
            --help --version' ;;
        setlock) options='-n -N -x -X --help --version' ;;
        nitro-log) options='-t -tt -ttt --iso --json --service --stream --size --age --keep --total --gzip --grep --echo
            -l -r -R -b -v --help --version' ;;
        softlimit) options='-a -c -d -f -l -m -o -p -r -s -t --help --version' ;;
        nitro-tail) options='-f --follow -n --lines --since --until --grep --json --help --version' ;;
        sv) options='-v -w --help --version' ;;
        nitro-wait) options='-t -i --any --help --version' ;;
        nitro-ready) options='-d -t -i --sd-notify --line --help --version' ;;
        *) options='--help --version' ;;
    esac
}

# What follows an option: a kind of value, nothing if the option has none.
_nitro_value() {
    case $1:$2 in
        nitro:--install | nitro:--completions | nitro:--man) value=directory ;;
        nitroctl:-t) value=other ;;
        nitroctl:--sort) value='name failing uptime cpu memory' ;;
        nitroctl:--root | nitro-check:--root) value=directory ;;
        chpst:-[uU]) value=user ;;
        chpst:-[e/C]) value=directory ;;
        chpst:-[lL] | chpst:--env-file) value=file ;;
        chpst:-[bnmdopfcrt] | chpst:--umask | chpst:--cpus | chpst:--oom-score-adj | chpst:--caps) value=other ;;
        chpst:--ionice) value='idle best-effort realtime' ;;
        chpst:--parent-death-signal) value='TERM KILL HUP INT QUIT USR1 USR2' ;;
        softlimit:-[acdflmoprst]) value=other ;;
        nitro-tail:-n | nitro-tail:--lines | nitro-tail:--since | nitro-tail:--until | nitro-tail:--grep) value=other ;;
        sv:-w) value=other ;;
        nitro-wait:-[ti] | nitro-ready:-[dti] | nitro-ready:--line) value=other ;;
        nitro-log:-[lrRb] | nitro-log:--service | nitro-log:--stream | nitro-log:--size | nitro-log:--age | \
            nitro-log:--keep | nitro-log:--total | nitro-log:--grep) value=other ;;
        *) value= ;;
    esac
}

# The words of the command that are no options of it: how many must stand before a program, -1 for no program.
_nitro_words() {
    case $1 in
        chpst | pgrphack | softlimit) words=0 ;;
        setuidgid | envuidgid | envdir | setlock) words=1 ;;
        *) words=-1 ;;
    esac
}

_nitro_offer_value() {
    case $1 in
        user) _nitro_users ;;
        directory) _nitro_paths -d "$word" ;;
        file) _nitro_paths -f "$word" ;;
        other) ;;
        *) _nitro_offer $1 ;;
    esac
}

_nitroctl_word() { # N WORDS-BEFORE...
    local n=$1 command=$2
    if [[ $n -eq 0 ]]; then
        _nitro_offer list info rescan up down start restart stop fast-start fast-restart fast-stop ready wait-up \
            wait-starting wait-down pause cont hup alarm interrupt quit term kill 1 2 pidof check events status why graph logs \
            tree shell top check-dir Shutdown Reboot completion
    elif [[ $command == check-dir ]]; then
        _nitro_paths -d "$word"
    elif [[ $command == completion ]]; then
        [[ $n -eq 1 ]] && _nitro_offer bash zsh fish
    elif [[ $word == */* || $word == . ]]; then
        _nitro_paths -d "$word"
    else
        _nitro_services "$command"
    fi
}

_nitro() {
    local word options value words command=${1##*/} wants= n=0 first= earlier given tail= IFS=$' \t\n'
    _nitro_word
    COMPREPLY=()
    _nitro_words "$command"
    # The words between the command and the one under the cursor.
    read -r -a earlier <<<"${COMP_LINE:0:COMP_POINT-${#word}}"
    for given in "${earlier[@]:1}"; do
        if [[ -n $wants ]]; then
            wants=
        elif [[ $given == -?* && ($n -eq 0 || $words -lt 0) ]]; then
            _nitro_value "${tail:-$command}" "$given"
            wants=$value
        else
            [[ $n -eq 0 ]] && first=$given
            [[ $n -eq 0 && $command == nitroctl && $given == logs ]] && tail=nitro-tail
            n=$((n + 1))
        fi
    done
    if [[ -n $wants ]]; then
        _nitro_offer_value "$wants"
    elif [[ $word == -* && ($n -eq 0 || $words -lt 0) ]]; then
        _nitro_options "${tail:-$command}"
        _nitro_offer $options
    elif [[ $words -ge 0 && $n -eq $words ]]; then
        COMPREPLY=($(compgen -c -- "$word"))
    elif [[ $words -ge 0 && $n -gt $words ]]; then
        _nitro_paths -f "$word"
    else
        case $command in
            nitroctl) _nitroctl_word "$n" "$first" ;;
            nitro | nitro-check | nitro-log | envdir) _nitro_paths -d "$word" ;;
            setuidgid | envuidgid) _nitro_users ;;
            setlock) _nitro_paths -f "$word" ;;
            init) _nitro_offer 0 6 q ;;
            nitro-tail)
                [[ $word == */* ]] || _nitro_services list
                _nitro_paths -f "$word"
                ;;
            nitro-wait | nitro-ready) _nitro_conditions ;;
        esac
    fi
}

complete -F _nitro nitro nitroctl nitro-check halt poweroff reboot init dinit chpst setuidgid envuidgid envdir pgrphack setlock softlimit \
    nitro-wait nitro-ready nitro-log nitro-tail sv
