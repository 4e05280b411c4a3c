#!/usr/bin/env bash
# The time of a MIDI file is counted in parts of a beat, or, where it belongs to a film, in parts of a picture: the first byte of "division" is then the number of pictures a second, below zero (Standard MIDI Files 1.0, header chunk), -25 and 40 for milliseconds. Of a note of two seconds
# mido 1.3.3 of PyPI tells a length of -0.157 s, as it reads both bytes as one number, -6360 parts of a beat; pretty_midi 0.2.11.post0 on it ends in a ValueError of its own; MIDI-Perl 0.83 of Debian 12 tells 59176 parts of a beat. javax.sound.midi of the JDK tells 25 pictures, 40 parts and 2,000,000 µs.
# A good guess is that a reader of the one number in the head that says what all others mean knows both of its forms, or says that it does not.
# Seen: mido -6360 -0.157; pretty_midi ValueError; MIDI-Perl 59176; JDK 25.0 40 2000000; with 480 parts of a beat mido 480 0.500; pretty_midi 0.5; MIDI-Perl 480; JDK 0.0 480 500000
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
apt-get download -qq libmidi-perl 2> /dev/null
dpkg -x libmidi-perl_*.deb .
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check mido==1.3.3 pretty_midi==0.2.11.post0 setuptools==65.5.0
# A note of 2000 parts in the one file, of 480 in the other
printf 'MThd\0\0\0\6\0\0\0\1\xe7\x28MTrk\0\0\0\15\0\x90\x3c\x40\x8f\x50\x80\x3c\0\0\xff\x2f\0' > film.mid
printf 'MThd\0\0\0\6\0\0\0\1\1\xe0MTrk\0\0\0\15\0\x90\x3c\x40\x83\x60\x80\x3c\0\0\xff\x2f\0' > song.mid
cat > look.py <<'SCRIPT'
import sys
import mido
import pretty_midi

song = mido.MidiFile(sys.argv[1])
try:
    other = pretty_midi.PrettyMIDI(sys.argv[1]).get_end_time()
except ValueError as error:
    other = type(error).__name__
print(f"mido {song.ticks_per_beat} {song.length:.3f}; pretty_midi {other}")
SCRIPT
cat > Look.java <<'SCRIPT'
import java.io.File;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;

public class Look {
    public static void main(String[] words) throws Exception {
        Sequence song = MidiSystem.getSequence(new File(words[0]));
        System.out.println("JDK " + song.getDivisionType() + " " + song.getResolution() + " " + song.getMicrosecondLength());
    }
}
SCRIPT
look() { echo "$(venv/bin/python -W ignore look.py "$1"); MIDI-Perl $(perl -Iusr/share/perl5 -MMIDI -e 'print MIDI::Opus->new({ from_file => $ARGV[0] })->ticks' "$1"); $(java Look.java "$1")"; }
seen="$(look film.mid); with 480 parts of a beat $(look song.mid)"
echo "$seen"
[ "$seen" = 'mido -6360 -0.157; pretty_midi ValueError; MIDI-Perl 59176; JDK 25.0 40 2000000; with 480 parts of a beat mido 480 0.500; pretty_midi 0.5; MIDI-Perl 480; JDK 0.0 480 500000' ] || { echo changed; exit 1; }
