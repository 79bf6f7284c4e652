/**
 * Direction numbers of Sobol' sequences in up to 160 dimensions: computed by the recurrence of the primitive polynomials from the initial
 * numbers that Joe and Kuo published.
 *
 * Initial numbers: S. Joe and F. Y. Kuo, "Constructing Sobol sequences with better two-dimensional projections", SIAM J. Sci. Comput. 30
 * (2008), https://web.maths.unsw.edu.au/~fkuo/sobol/ (new-joe-kuo-6). Copyright (c) 2008 Frances Y. Kuo and Stephen Joe; redistribution and
 * use are permitted with this notice; provided "as is", without any warranty.
 */

/** The most dimensions that there are numbers for. */
export const MOST_DIMENSIONS = 160;

/** For each dimension from the second on, (m - 1) / 2 of the odd initial numbers m, in base 36. */
const INITIAL =
  '0 0,1 0,1,0 0,0,0 0,0,1,1 0,1,2,6 0,0,2,2,8 0,0,2,2,2 0,0,3,5,9 0,0,2,0,0 0,0,0,1,5 0,1,2,2,f 0,1,1,4,3,o ' +
  '0,0,0,7,a,a 0,1,0,6,d,o 0,0,0,7,3,2 0,1,0,7,6,c 0,0,2,2,9,u 0,1,3,5,b,7,1f 0,1,3,6,6,7,y 0,0,1,6,3,h,v ' +
  '0,1,2,4,0,c,q 0,1,0,6,4,h,1h 0,1,0,2,d,u,f 0,0,2,5,9,k,u 0,1,2,1,1,6,y 0,0,3,6,0,9,0 0,1,3,2,6,9,t ' +
  '0,0,1,4,c,e,k 0,1,2,6,b,0,r 0,1,3,1,6,t,8 0,1,0,1,2,q,y 0,0,2,2,b,g,6 0,0,3,3,0,u,1p 0,0,3,4,6,u,o ' +
  '0,1,1,2,1,r,g 0,1,0,7,f,6,o,3e 0,1,2,7,f,t,v,1c 0,1,0,5,5,5,12,3g 0,1,0,5,d,l,z,4 0,0,3,7,a,5,14,m ' +
  '0,1,3,1,c,f,w,13 0,1,0,0,9,5,1,2u 0,0,2,4,9,a,e,26 0,1,3,5,0,g,18,2k 0,1,1,1,7,4,13,z 0,1,3,5,7,j,1n,d ' +
  '0,0,1,0,5,f,1c,34 0,0,0,1,b,l,s,2g 0,1,3,3,8,8,i,z 0,1,0,2,d,v,1p,2y 0,0,1,2,5,l,q,1u 0,1,2,2,e,8,n,2e,6n ' +
  '0,1,1,5,1,0,1i,4,y 0,0,0,2,8,j,b,2,4r 0,1,0,2,c,7,f,1f,6x 0,0,0,5,5,8,v,1g,2j 0,0,2,5,4,e,1c,37,51 ' +
  '0,0,2,7,9,m,k,3,5b 0,1,3,3,f,9,15,1w,32 0,0,0,1,b,7,1j,33,15 0,0,2,6,f,7,r,c,28 0,0,1,6,c,n,j,17,3k ' +
  '0,0,0,5,a,q,1q,3g,42 0,0,3,5,5,3,s,13,4h 0,0,2,2,8,6,14,1,1t 0,0,3,6,b,3,w,3h,6l 0,1,2,0,4,l,1,22,5 ' +
  '0,0,1,6,f,6,6,3j,6r 0,1,1,0,2,v,18,19,1r 0,0,1,1,0,9,1p,1r,3a 0,0,2,3,b,f,i,3d,40 0,0,2,5,8,q,1m,2j,6t ' +
  '0,0,0,2,0,6,6,2w,4s 0,0,1,7,0,s,1l,3,g 0,1,0,5,3,l,14,2v,2f 0,1,0,0,7,d,v,3j,o 0,1,2,1,d,u,1g,2d,48 ' +
  '0,0,2,1,0,1,s,3g,22 0,0,1,2,2,s,7,6,27 0,0,0,5,3,5,1g,1y,34 0,1,1,2,d,t,1o,1e,3r 0,1,2,4,5,o,p,t,1l ' +
  '0,0,3,0,b,m,1q,z,5t 0,0,1,2,b,2,1g,1i,11 0,0,3,7,3,5,x,1o,6a 0,1,3,1,4,6,f,d,68 0,1,0,7,9,j,j,18,7 ' +
  '0,0,0,0,0,g,10,20,59 0,1,0,7,7,l,e,6,6p 0,0,3,1,9,d,16,1t,5z 0,1,1,1,2,h,b,2p,4u 0,1,1,3,4,d,j,t,44 ' +
  '0,0,1,4,5,8,6,3c,26 0,1,3,7,c,s,g,2m,2y 0,0,3,0,4,r,10,15,30 0,1,1,6,9,d,b,1k,3g 0,1,2,1,b,l,1,3i,6n ' +
  '0,0,2,2,5,2,m,1m,30 0,1,1,3,e,i,g,1p,21 0,1,0,7,2,2,i,35,33,6d 0,0,3,2,2,j,v,3j,1v,6r 0,1,0,3,4,3,17,3g,30,8b ' +
  '0,0,1,6,4,n,3,34,51,3f 0,1,3,6,9,6,4,x,4,a8 0,1,2,2,9,t,3,k,4f,9e 0,0,2,1,f,v,7,l,2v,ay 0,0,3,4,6,j,1,n,6w,2c ' +
  '0,1,0,3,a,8,1c,9,5r,ck 0,1,3,0,1,f,z,1j,2a,1r 0,0,2,5,0,u,15,1n,2t,br 0,1,1,6,4,u,9,1c,n,h ' +
  '0,0,3,3,7,e,v,1b,5s,6i 0,1,0,4,c,4,z,s,2y,5c 0,1,2,6,f,n,1e,s,j,4q 0,0,1,1,f,s,1q,2e,52,7n ' +
  '0,1,3,0,6,s,x,26,69,9t 0,0,0,3,a,6,1g,18,5y,de 0,0,2,4,8,p,m,1n,26,1y 0,1,3,3,6,m,19,4,1s,aa ' +
  '0,1,3,0,b,s,x,1y,23,7x 0,0,1,5,8,n,1a,1h,57,26 0,1,1,2,5,a,l,p,2c,cp 0,0,2,1,7,r,1e,x,6b,8o ' +
  '0,1,2,4,0,b,e,n,4s,89 0,1,3,3,2,o,e,25,4h,86 0,1,1,3,2,k,1r,u,3m,9y 0,1,3,3,8,b,1m,x,1s,e0 ' +
  '0,0,1,6,5,j,a,2v,1p,48 0,0,1,4,e,1,1b,n,37,10 0,1,0,4,0,e,1m,a,64,3l 0,1,0,6,a,j,1q,2x,63,a1 ' +
  '0,0,3,1,8,v,1l,18,o,aq 0,1,3,6,5,g,1e,1h,v,10 0,0,2,2,6,s,v,1v,62,2g 0,0,1,3,d,v,1a,n,5s,6p ' +
  '0,0,1,0,b,e,0,2n,o,b 0,0,1,7,c,r,4,1e,31,8f 0,1,0,3,3,9,p,3h,5g,49 0,1,1,1,c,r,8,11,4o,1 0,0,0,6,c,8,w,m,6n,5q ' +
  '0,0,3,3,d,o,1d,28,2y,a3 0,1,2,0,b,2,l,k,3h,bw 0,1,1,3,5,u,j,17,5b,bl 0,0,1,7,6,3,e,3,70,ct ' +
  '0,1,3,0,2,f,n,26,66,6y 0,0,1,3,0,l,4,21,1l,8e 0,1,1,6,2,0,1n,2x,6b,dw 0,0,1,2,6,9,1,3d,11,bp ' +
  '0,1,3,3,0,9,19,3g,4y,86 0,0,0,4,0,c,1i,2q,3v,5p 0,1,0,7,b,s,t,1v,2n,11 0,0,2,7,e,a,j,3i,5b,4u ' +
  '0,1,1,2,9,m,u,23,2r,dm 0,1,2,6,4,u,1h,1y,1y,0 0,1,0,5,d,c,16,1g,4a,dl 0,1,1,5,9,3,1l,33,4u,l ' +
  '0,0,3,4,a,j,1p,a,3t,cv 0,0,3,6,7,k,n,3d,47,62';

/** Is a polynomial over the field of two elements, its coefficients as bits, primitive? Then x has the order 2**degree - 1. */
function isPrimitive(polynomial: number, degree: number): boolean {
  const order = 2 ** degree - 1;
  let power = 1;
  for (let n = 1; n <= order; n++) {
    power <<= 1;
    if (power >>> degree) power ^= polynomial;
    if (power === 1) return n === order;
  }
  return false;
}

/** Primitive polynomials in rising order. */
function* primitivePolynomials(): Generator<{ polynomial: number; degree: number }> {
  yield { polynomial: 3, degree: 1 };
  for (let degree = 2; ; degree++) {
    for (let polynomial = 2 ** degree + 1; polynomial < 2 ** (degree + 1); polynomial += 2) {
      if (isPrimitive(polynomial, degree)) yield { polynomial, degree };
    }
  }
}

/**
 * The direction numbers of each dimension: `bits` integers of so many bits, the first with the highest bit.
 *
 * Source: P. Bratley and B. L. Fox, "Algorithm 659", ACM Trans. Math. Softw. 14 (1988).
 */
export function directionNumbers(dimensions: number, bits: number): Uint32Array[] {
  const first = Uint32Array.from({ length: bits }, (_, k) => 2 ** (bits - 1 - k));
  const found = [first];
  const initial = INITIAL.split(' ');
  const polynomials = primitivePolynomials();
  for (let d = 1; d < dimensions; d++) {
    const { polynomial, degree } = polynomials.next().value!;
    const m = initial[d - 1]!.split(',').map((text) => 2 * parseInt(text, 36) + 1);
    const numbers = new Uint32Array(bits);
    for (let k = 0; k < bits; k++) {
      if (k < degree) numbers[k] = m[k]! * 2 ** (bits - 1 - k);
      else {
        let value = numbers[k - degree]! ^ (numbers[k - degree]! >>> degree);
        for (let i = 1; i < degree; i++) if ((polynomial >>> (degree - i)) & 1) value ^= numbers[k - i]!;
        numbers[k] = value;
      }
    }
    found.push(numbers);
  }
  return found;
}
