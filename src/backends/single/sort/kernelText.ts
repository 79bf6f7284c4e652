/**
 * The text of the sorting kernels, for the assembler beside this file. Keys lie in linear memory: float64 or int64 keys
 * of 8 bytes, or int32 keys of 4; with an index array of int32 beside them where the order is wanted (argsort).
 *
 * Two algorithms share the work. *Distribution*: a key's place between the least and the greatest one, as a 31-bit
 * integer q, is monotone in the key; one scatter by the top bits of q, a second one inside each bucket by the next
 * bits, and an insertion sort for what is left (MacLaren 1966; in the second and third steps a bucket is in cache).
 * *Radix*: least significant digit first, 11 bits at a time, on integers less their minimum (Knuth, TAOCP 3, 5.2.5),
 * each pass counting the next digit. Radix takes over where the distribution is too uneven.
 */

/** Groups of more keys than this are not left to the insertion sort. */
const LARGEST_GROUP = 40;
/** Digits of the radix sort. */
const DIGIT_BITS = 11;
const DIGIT_MASK = (1 << DIGIT_BITS) - 1;
/** Buckets of the second scatter, at most. */
const MOST_GROUP_BITS = 12;

const increment = (pointer: string): string => `(i32.store ${pointer} (i32.add (i32.load ${pointer}) 1))`;
const next = (variable: string, step: number): string => `(set ${variable} (i32.add ${variable} ${step}))`;
const slot = (table: string, index: string): string => `(i32.add ${table} (i32.shl ${index} 2))`;

/** Exclusive prefix sums of `count` counters starting at `base`; gives the largest counter. */
const PREFIX = `
(func $prefix (param $table i32) (param $count i32) (param $base i32) (result i32)
  (local $end i32) (local $c i32) (local $largest i32)
  (set $end ${slot('$table', '$count')})
  (while (i32.lt_u $table $end)
    (set $c (i32.load $table))
    (if (i32.gt_u $c $largest) (then (set $largest $c)))
    (i32.store $table $base)
    (set $base (i32.add $base $c))
    ${next('$table', 4)})
  $largest)`;

/**
 * Conversions between floating-point bit patterns and unsigned integers of the same order (flip all bits of a negative
 * number, the sign bit of another). NaN of any kind becomes the largest pattern there is a use for; with `tied` -0
 * takes the key of 0. `top` is the sign bit, for 16-bit patterns in 32-bit words too.
 */
const floatKeys = (name: string, type: 'i32' | 'i64', top: string, infinity: string, quiet: string): string => {
  const size = type === 'i32' ? 4 : 8;
  const flipAll = `(${type}.or ${top} (${type}.sub ${top} 1))`;
  return `
(func $encode${name} (param $a i32) (param $n i32) (param $tied i32)
  (local $end i32) (local $v ${type})
  (set $end (i32.add $a (i32.mul $n ${size})))
  (while (i32.lt_u $a $end)
    (set $v (${type}.load $a))
    (if (${type}.gt_u (${type}.and $v (${type}.sub ${top} 1)) ${infinity}) (then (set $v ${quiet})))
    (if (i32.and $tied (${type}.eq $v ${top})) (then (set $v 0)))
    (${type}.store $a
      (${type}.xor $v (select ${flipAll} ${top} (${type}.ne (${type}.and $v ${top}) 0))))
    ${next('$a', size)}))
(func $decode${name} (param $a i32) (param $n i32)
  (local $end i32) (local $v ${type})
  (set $end (i32.add $a (i32.mul $n ${size})))
  (while (i32.lt_u $a $end)
    (set $v (${type}.load $a))
    (${type}.store $a
      (${type}.xor $v (select ${top} ${flipAll} (${type}.ne (${type}.and $v ${top}) 0))))
    ${next('$a', size)}))`;
};

/** float64 keys: how many are NaN, and moving these behind the others, whose order stays. */
const compact = (withIndex: boolean): string => `
(func $compactNaN${withIndex ? 'Index' : ''} (param $a i32) (param $ia i32) (param $scratch i32) (param $n i32) (result i32)
  (local $i i32) (local $kept i32) (local $moved i32) (local $v f64)
  (while (i32.lt_u $i $n)
    (set $v (f64.load (i32.add $a (i32.shl $i 3))))
    (if (f64.eq $v $v)
      (then
        (f64.store (i32.add $a (i32.shl $kept 3)) $v)
        ${withIndex ? `(i32.store ${slot('$ia', '$kept')} (i32.load ${slot('$ia', '$i')}))` : ''}
        ${next('$kept', 1)})
      (else
        ${withIndex ? `(i32.store ${slot('$scratch', '$moved')} (i32.load ${slot('$ia', '$i')}))` : ''}
        ${next('$moved', 1)}))
    ${next('$i', 1)})
  (set $i $kept)
  (while (i32.lt_u $i $n)
    (f64.store (i32.add $a (i32.shl $i 3)) nan)
    ${next('$i', 1)})
  ${withIndex ? `(memory.copy ${slot('$ia', '$kept')} $scratch (i32.shl $moved 2))` : ''}
  $kept)`;

/** How the distribution sort reads a kind of key: its type, `>` on it, and the 31-bit place q of a key $v. */
interface KeyKind {
  suffix: string;
  type: 'f64' | 'i64';
  greater: (left: string, right: string) => string;
  scaleType: 'f64' | 'i64';
  place: string;
}

/** A float64's place is rounded to an integer by adding 2 ** 52 and reading the low word. */
const FLOAT: KeyKind = {
  suffix: 'F',
  type: 'f64',
  greater: (left, right) => `(f64.gt ${left} ${right})`,
  scaleType: 'f64',
  place: '(i32.wrap_i64 (i64.reinterpret_f64 (f64.add (f64.mul (f64.sub $v $min) $scale) 4503599627370496)))',
};
/** Integers (as unsigned numbers above the minimum) are shifted. */
const INTEGER: KeyKind = {
  suffix: 'I',
  type: 'i64',
  greater: (left, right) => `(i64.gt_u (i64.sub ${left} $min) (i64.sub ${right} $min))`,
  scaleType: 'i64',
  place: '(i32.wrap_i64 (i64.shr_u (i64.sub $v $min) $scale))',
};

const distribution = (kind: KeyKind, withIndex: boolean): string => {
  const { type, greater, place, scaleType } = kind;
  const suffix = kind.suffix + (withIndex ? 'X' : '');
  const map = `(param $min ${type}) (param $scale ${scaleType}) (param $shift i32) (param $mask i32)`;
  const base = kind === INTEGER ? '$min' : '';
  const bucket = `(i32.and (i32.shr_u ${place} $shift) $mask)`;
  const indexed = (code: string): string => (withIndex ? code : '');
  return `
(func $count${suffix} (param $a i32) (param $n i32) (param $table i32) ${map}
  (local $end i32) (local $v ${type}) (local $p i32)
  (set $end (i32.add $a (i32.shl $n 3)))
  (while (i32.lt_u $a $end)
    (set $v (${type}.load $a))
    (set $p ${slot('$table', bucket)})
    ${increment('$p')}
    ${next('$a', 8)}))
(func $scatter${suffix} (param $a i32) (param $ia i32) (param $n i32) (param $table i32) (param $b i32) (param $ib i32) ${map}
  (local $end i32) (local $v ${type}) (local $p i32) (local $to i32)
  (set $end (i32.add $a (i32.shl $n 3)))
  (while (i32.lt_u $a $end)
    (set $v (${type}.load $a))
    (set $p ${slot('$table', bucket)})
    (set $to (i32.load $p))
    (i32.store $p (i32.add $to 1))
    (${type}.store (i32.add $b (i32.shl $to 3)) $v)
    ${indexed(`(i32.store ${slot('$ib', '$to')} (i32.load $ia)) ${next('$ia', 4)}`)}
    ${next('$a', 8)}))
(func $insertion${suffix} (param $a i32) (param $ia i32) (param $n i32) (param $min ${type})
  (local $i i32) (local $j i32) (local $v ${type}) (local $w ${type}) (local $x i32) (local $end i32) (local $d i32)
  (set $end (i32.add $a (i32.shl $n 3)))
  (set $i (i32.add $a 8))
  (while (i32.lt_u $i $end)
    (set $v (${type}.load $i))
    (set $j (i32.sub $i 8))
    (set $w (${type}.load $j))
    (if ${greater('$w', '$v')} (then
      ${indexed(`
      (set $d (i32.sub $ia (i32.shr_u $a 1)))
      (set $x (i32.load (i32.add $d (i32.shr_u $i 1))))`)}
      (block $placed
        (loop
          (${type}.store offset=8 $j $w)
          ${indexed('(i32.store offset=4 (i32.add $d (i32.shr_u $j 1)) (i32.load (i32.add $d (i32.shr_u $j 1))))')}
          (set $j (i32.sub $j 8))
          (br_if $placed (i32.lt_u $j $a))
          (set $w (${type}.load $j))
          (again ${greater('$w', '$v')})))
      (${type}.store offset=8 $j $v)
      ${indexed('(i32.store offset=4 (i32.add $d (i32.shr_u $j 1)) $x)')}))
    ${next('$i', 8)}))
;; Sorts n keys of one bucket, which lie at b, into a. The places of the keys agree in their top \`used\` bits.
(func $bucket${suffix} (param $a i32) (param $ia i32) (param $b i32) (param $ib i32) (param $n i32) (param $table i32)
      (param $min ${type}) (param $scale ${scaleType}) (param $used i32)
  (local $bits i32) (local $shift i32) (local $mask i32) (local $largest i32)
  (if (i32.eq $n 1) (then
    (${type}.store $a (${type}.load $b))
    ${indexed('(i32.store $ia (i32.load $ib))')}
    (return)))
  (set $bits (i32.sub 32 (i32.clz (i32.sub $n 1))))
  (if (i32.gt_u $bits ${MOST_GROUP_BITS}) (then (set $bits ${MOST_GROUP_BITS})))
  (set $shift (i32.sub (i32.sub 31 $used) $bits))
  (set $mask (i32.sub (i32.shl 1 $bits) 1))
  (memory.fill $table 0 (i32.shl 4 $bits))
  (call $count${suffix} $b $n $table $min $scale $shift $mask)
  (set $largest (call $prefix $table (i32.shl 1 $bits) 0))
  (if (i32.gt_u $largest ${LARGEST_GROUP})
    (then
      (memory.copy $a $b (i32.shl $n 3))
      ${indexed('(memory.copy $ia $ib (i32.shl $n 2))')}
      (call $radix${suffix} $a $ia $b $ib $n $table ${base}))
    (else
      (call $scatter${suffix} $b $ib $n $table $a $ia $min $scale $shift $mask)
      (if (i32.gt_u $largest 1) (then (call $insertion${suffix} $a $ia $n $min))))))
;; Sorts the n keys at a with scratch space at b; \`table\` has room for the counters of both scatters. If \`wanted\` is
;; not 0 it points to ascending positions, the last of them beyond n: only buckets that hold one are sorted inside.
(func $distribute${suffix} (param $a i32) (param $ia i32) (param $b i32) (param $ib i32) (param $n i32) (param $table i32)
      (param $min ${type}) (param $scale ${scaleType}) (param $bits i32) (param $wanted i32)
  (local $shift i32) (local $k i32) (local $start i32) (local $end i32) (local $inner i32)
  (if (i32.eqz $bits) (then
    (memory.copy $b $a (i32.shl $n 3))
    ${indexed('(memory.copy $ib $ia (i32.shl $n 2))')}
    (call $bucket${suffix} $a $ia $b $ib $n $table $min $scale 0)
    (return)))
  (set $shift (i32.sub 31 $bits))
  (set $inner ${slot('$table', '(i32.shl 1 $bits)')})
  (memory.fill $table 0 (i32.shl 4 $bits))
  (call $count${suffix} $a $n $table $min $scale $shift -1)
  (if (i32.gt_u (call $prefix $table (i32.shl 1 $bits) 0) (i32.shr_u $n 1)) (then
    (call $radix${suffix} $a $ia $b $ib $n $table ${base})
    (return)))
  (call $scatter${suffix} $a $ia $n $table $b $ib $min $scale $shift -1)
  (while (i32.eqz (i32.shr_u $k $bits))
    (set $end (i32.load ${slot('$table', '$k')}))
    (if (i32.ne $start $end) (then
      (if (i32.lt_u (select (i32.load $wanted) 0 $wanted) $end)
        (then
          (call $bucket${suffix}
            (i32.add $a (i32.shl $start 3)) ${slot('$ia', '$start')}
            (i32.add $b (i32.shl $start 3)) ${slot('$ib', '$start')}
            (i32.sub $end $start) $inner $min $scale $bits)
          (if $wanted (then
            (while (i32.lt_u (i32.load $wanted) $end) ${next('$wanted', 4)}))))
        (else
          (memory.copy (i32.add $a (i32.shl $start 3)) (i32.add $b (i32.shl $start 3))
            (i32.shl (i32.sub $end $start) 3))
          ${indexed(`(memory.copy ${slot('$ia', '$start')} ${slot('$ib', '$start')} (i32.shl (i32.sub $end $start) 2))`)}))))
    (set $start $end)
    ${next('$k', 1)}))`;
};

/** Least-significant-digit radix sort of keys less `min`, by their bits from `low` to `low + bits`. */
const radix = (type: 'i32' | 'i64', withIndex: boolean): string => {
  const suffix = (type === 'i32' ? '32' : '64') + (withIndex ? 'X' : '');
  const log = type === 'i32' ? 2 : 3;
  const size = 1 << log;
  const word = (code: string): string => (type === 'i32' ? code : `(i32.wrap_i64 ${code})`);
  const wide = (code: string): string => (type === 'i32' ? code : `(i64.extend_i32_u ${code})`);
  const digit = (shift: string): string =>
    `(i32.and ${word(`(${type}.shr_u (${type}.sub $v $min) ${shift})`)} ${DIGIT_MASK})`;
  const indexed = (code: string): string => (withIndex ? code : '');
  const pass = (counting: boolean): string => `
(func $${counting ? 'passCounting' : 'pass'}${suffix} (param $a i32) (param $ia i32) (param $b i32) (param $ib i32) (param $n i32)
      (param $table i32) (param $counters i32) (param $min ${type}) (param $shift ${type}) (param $following ${type})
  (local $end i32) (local $v ${type}) (local $p i32) (local $to i32)
  (set $end (i32.add $a (i32.shl $n ${log})))
  (while (i32.lt_u $a $end)
    (set $v (${type}.load $a))
    ${counting ? `(set $p ${slot('$counters', digit('$following'))}) ${increment('$p')}` : ''}
    (set $p ${slot('$table', digit('$shift'))})
    (set $to (i32.load $p))
    (i32.store $p (i32.add $to 1))
    (${type}.store (i32.add $b (i32.shl $to ${log})) $v)
    ${indexed(`(i32.store ${slot('$ib', '$to')} (i32.load $ia)) ${next('$ia', 4)}`)}
    ${next('$a', size)}))`;
  return `
(func $digits${suffix} (param $a i32) (param $n i32) (param $table i32) (param $min ${type}) (param $shift ${type})
  (local $end i32) (local $v ${type}) (local $p i32)
  (set $end (i32.add $a (i32.shl $n ${log})))
  (while (i32.lt_u $a $end)
    (set $v (${type}.load $a))
    (set $p ${slot('$table', digit('$shift'))})
    ${increment('$p')}
    ${next('$a', size)}))
${pass(false)}
${pass(true)}
(func $lsd${suffix} (param $a i32) (param $ia i32) (param $b i32) (param $ib i32) (param $n i32) (param $table i32)
      (param $min ${type}) (param $low i32) (param $bits i32)
  (local $v ${type}) (local $swap i32) (local $home i32) (local $left i32) (local $ihome i32) (local $spare i32)
  (if (i32.le_s $bits 0) (then (return)))
  (set $home $a)
  (set $ihome $ia)
  (set $spare (i32.add $table ${4 << DIGIT_BITS}))
  (set $left $bits)
  (memory.fill $table 0 ${4 << DIGIT_BITS})
  (call $digits${suffix} $a $n $table $min ${wide('$low')})
  (while (i32.gt_s $left 0)
    (set $v (${type}.load $a))
    (if (i32.eq (i32.load ${slot('$table', digit(wide('$low')))}) $n)
      (then
        ;; All keys agree in this digit: nothing to move.
        (memory.fill $table 0 ${4 << DIGIT_BITS})
        (if (i32.gt_s $left ${DIGIT_BITS}) (then
          (call $digits${suffix} $a $n $table $min ${wide(`(i32.add $low ${DIGIT_BITS})`)}))))
      (else
        (drop (call $prefix $table ${1 << DIGIT_BITS} 0))
        (if (i32.gt_s $left ${DIGIT_BITS})
          (then
            (memory.fill $spare 0 ${4 << DIGIT_BITS})
            (call $passCounting${suffix} $a $ia $b $ib $n $table $spare $min ${wide('$low')}
              ${wide(`(i32.add $low ${DIGIT_BITS})`)}))
          (else
            (call $pass${suffix} $a $ia $b $ib $n $table $spare $min ${wide('$low')} 0)))
        (set $swap $a) (set $a $b) (set $b $swap)
        ${indexed('(set $swap $ia) (set $ia $ib) (set $ib $swap)')}
        (set $swap $table) (set $table $spare) (set $spare $swap)))
    (set $low (i32.add $low ${DIGIT_BITS}))
    (set $left (i32.sub $left ${DIGIT_BITS})))
  (if (i32.ne $a $home) (then
    (memory.copy $home $a (i32.shl $n ${log}))
    ${indexed('(memory.copy $ihome $ia (i32.shl $n 2))')})))`;
};

/**
 * Minimum, maximum (at `out` and 8 bytes on), number of descents and number of NaNs (16 and 20 bytes on) of the keys.
 * Integers are compared as unsigned numbers above `base`, so that any range of 2 ** 32 or 2 ** 64 integers has its order.
 * With NaNs the rest means nothing.
 */
const statistics = (type: 'f64' | 'i32' | 'i64'): string => {
  const size = type === 'i32' ? 4 : 8;
  const less = type === 'f64' ? 'f64.lt' : `${type}.lt_u`;
  const load = type === 'f64' ? '(f64.load $a)' : `(${type}.sub (${type}.load $a) $base)`;
  const absolute = (name: string): string => (type === 'f64' ? name : `(${type}.add ${name} $base)`);
  return `
(func $statistics_${type} (param $a i32) (param $n i32) (param $out i32) ${type === 'f64' ? '' : `(param $base ${type})`}
  (local $end i32) (local $v ${type}) (local $previous ${type}) (local $min ${type}) (local $max ${type}) (local $descents i32) (local $unordered i32)
  (set $end (i32.add $a (i32.mul $n ${size})))
  (set $min ${load})
  (set $max $min)
  (set $previous $min)
  (while (i32.lt_u $a $end)
    (set $v ${load})
    (set $descents (i32.add $descents (${less} $v $previous)))
    (set $previous $v)
    ${type === 'f64' ? '(set $unordered (i32.add $unordered (f64.ne $v $v)))' : ''}
    (if (${less} $v $min) (then (set $min $v)))
    (if (${less} $max $v) (then (set $max $v)))
    ${next('$a', size)})
  (${type}.store $out ${absolute('$min')})
  (${type}.store offset=8 $out ${absolute('$max')})
  (i32.store offset=16 $out $descents)
  (i32.store offset=20 $out $unordered))`;
};

/** The radix sorts that the distribution sorts fall back on: whole buckets, with their own range. */
const fallbacks = (withIndex: boolean): string => {
  const x = withIndex ? 'X' : '';
  const parameters = '(param $a i32) (param $ia i32) (param $b i32) (param $ib i32) (param $n i32) (param $table i32)';
  return `
(func $radixI${x} ${parameters} (param $base i64)
  (local $min i64)
  (call $statistics_i64 $a $n $table $base)
  (set $min (i64.load $table))
  (call $lsd64${x} $a $ia $b $ib $n $table $min 0
    (i32.sub 64 (i32.wrap_i64 (i64.clz (i64.sub (i64.load offset=8 $table) $min))))))
(func $radixF${x} ${parameters}
  (call $encode64 $a $n ${withIndex ? 1 : 0})
  (call $radixI${x} $a $ia $b $ib $n $table 0)
  (call $decode64 $a $n))`;
};

/** Indices: 0, 1, 2, ...; and 32-bit keys packed above an index in 64 bits, so that one move carries both. */
const INDICES = `
(func $iota (param $ia i32) (param $n i32)
  (local $i i32)
  (while (i32.lt_u $i $n)
    (i32.store ${slot('$ia', '$i')} $i)
    ${next('$i', 1)}))
(func $pack (param $a i32) (param $n i32) (param $min i32) (param $to i32)
  (local $i i32)
  (while (i32.lt_u $i $n)
    (i64.store (i32.add $to (i32.shl $i 3))
      (i64.or (i64.shl (i64.extend_i32_u (i32.sub (i32.load ${slot('$a', '$i')}) $min)) 32) (i64.extend_i32_u $i)))
    ${next('$i', 1)}))
(func $unpack (param $a i32) (param $n i32) (param $to i32)
  (local $i i32)
  (while (i32.lt_u $i $n)
    (i32.store ${slot('$to', '$i')} (i32.load (i32.add $a (i32.shl $i 3))))
    ${next('$i', 1)}))`;

/** The text of all sorting kernels. */
export function kernelText(): string {
  return [
    PREFIX,
    floatKeys('16', 'i32', '0x8000', '0x7c00', '0x7e00'),
    floatKeys('32', 'i32', '0x80000000', '0x7f800000', '0x7fc00000'),
    floatKeys('64', 'i64', '0x8000000000000000', '0x7ff0000000000000', '0x7ff8000000000000'),
    compact(false),
    compact(true),
    statistics('i32'),
    statistics('i64'),
    statistics('f64'),
    radix('i32', false),
    radix('i64', false),
    radix('i64', true),
    fallbacks(false),
    fallbacks(true),
    ...[FLOAT, INTEGER].flatMap((kind) => [distribution(kind, false), distribution(kind, true)]),
    INDICES,
  ].join('\n');
}
